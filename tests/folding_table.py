"""What folding makes of a text, in the program and in the HTML page alike."""

FOLDED: tuple[tuple[str, str], ...] = (
    # Marks are dropped from letters of five scripts
    ("Kaló Limáni", "kalo limani"),
    ("Kalo\u0301", "kalo"),
    ("Ấp Đông, x\u030c", "ap dong, x"),
    ("Φήμες ΣΟΦΟΣ ᾳ", "φημεσ σοφοσ α"),
    ("Ёлка йод Київ", "елка иод ки\u0456в"),
    ("الْعَرَبِيَّة آب", "العربية اب"),
    ("שָׁלוֹם", "שלום"),
    ("\u1c80\u0300 ẞ\u0308 \u2c62\u0300", "в ss \u026b"),
    # never from others, however they are typed
    ("バス", "バス"),
    ("ハ\u3099ス", "バス"),
    ("한국", "한국"),
    ("\u1112\u1161\u11ab", "한"),
    ("สวัสดี", "สวัสดี"),
    ("a ≠ b", "a ≠ b"),
    # Strokes and ligatures
    ("Łódź", "lodz"),
    ("Đakovo, Ħamrun, Ŧ", "dakovo, hamrun, t"),
    ("İzmir, Diyarbakır", "izmir, diyarbakir"),
    ("Æsir, Ǽ, Œuvre", "aesir, ae, oeuvre"),
    ("Straße STRAẞE", "strasse strasse"),
    ("Þór, Seyðis", "thor, seydis"),
    ("ﬁn ２０２１", "fin 2021"),
)
