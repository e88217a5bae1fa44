"""Files that screen tests open."""

TIMELINE = """\
title: A test
timezone: UTC
locations:
  balkh: Balkh
  kaldar: {name: Kaldar, within: balkh}
  helmand: Helmand
actors:
  taliban: {name: Taliban, side: taliban}
sources:
  report: {name: Report, published: 2021-07-27, url: "https://example.org/report"}
events:
  - id: fall
    date: 2021-06-27~
    title: Kaldar falls
    location: kaldar
    actors: taliban
    sources: report
  - id: retaken
    date: 2021-07-26
    time: morning
    title: Kaldar is retaken
    location: kaldar
    sources: report
  - id: governor
    date: 2021-07-26
    title: The governor speaks in Balkh
    location: balkh
    sources: report
  - id: helicopter
    date: 2021-07-27
    title: A helicopter comes down
    location: helmand
    sources: report
    claims:
      - {id: shot, text: It was shot down, sources: report <- taliban}
      - {id: hard, text: It landed hard, sources: report, contradicts: shot}
"""
