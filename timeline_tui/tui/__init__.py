"""The screen: widgets that draw a View and send messages. Nothing here decides what is shown."""
