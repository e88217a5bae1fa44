"""One small timeline and one table of queries: what the core and the command line must agree on.
`FILE` is the file as typed, `TABLE` each query with the events it selects, in the order in which
they are displayed."""

FILE = """\
title: The harbour file
timezone: Europe/Athens
locations:
  coast: {name: North Coast}
  port: {name: Port Kalo, aliases: [Kaló Limáni], within: coast}
  pier: {name: Pier 4, within: port}
  port-east: {name: Eastport}
  hills: {name: Hill Country}
actors:
  state: {name: Provisional Government, side: state}
  guard: {name: Coast Guard, part_of: state}
  patrol: {name: Patrol 7, part_of: guard}
  rebels: {name: Harbour Committee, aliases: [strikers], side: rebels}
  medics: {name: Médecins du Port}
sources:
  gazette: {name: Evening Gazette, published: 2021-07-27, url: "https://gazette.example/1"}
  wire: {name: Wire Service, published: 2021-08-10}
  letter: {name: An undated letter}
events:
  - {id: treaty, date: 1912, title: Treaty of the Straits, type: agreement, sources: letter}
  - {id: blockade, date: 2021-05/.., title: The committee closes the harbour mouth,
     type: blockade, location: coast, actors: {actor: rebels, role: initiator},
     sources: gazette <- rebels, tags: [shipping]}
  - {id: fire, date: 2021-06-27~, date_text: a month ago, title: Fire on pier four,
     type: accident, location: pier, actors: {actor: rebels, role: victim},
     sources: wire <- medics, figures: {wounded: 4}, tags: [fire, shipping]}
  - id: talks
    date: 2021-07
    title: Talks begin
    type: talks
    location: port
    actors: [state, rebels]
    sources: [gazette, wire]
    note: Which side asked for them is not said (12:30 or later).
    ids: {acled: AFG-1207}
    x-folder: Red binder, page 9
  - {id: landing, date: 2021-07-24/2021-07-25, title: Supplies are landed, type: shipping,
     location: port-east, actors: {actor: patrol, role: initiator}, sources: gazette <- guard,
     links: {part-of: blockade}}
  - id: raid
    date: 2021-07-26
    time: morning
    title: Guards raid the strike office
    type: raid
    location: [port, hills]
    description: |
      Two doors were broken, and the files
      of the naïve clerk were taken.
    actors:
      - {actor: guard, role: initiator}
      - {actor: rebels, role: target}
    sources: gazette <- guard
    figures: {arrested: 12}
    claims:
      - id: toll
        text: The dead of the raid
        sources: gazette <- guard
        figures: {killed: {of: rebels, low: 10, high: 30, including: {medics: 2}}}
        disputed_by: {sources: wire <- rebels, text: nobody died}
      - text: It was lawful
        sources: wire <- state
        quote: every door was opened with a key
  - {id: aftermath, date: unknown, after: raid, title: The office is reopened, location: port,
     sources: letter}
  - id: ceasefire
    date: [2021-07-26..2021-08-02]
    title: A ceasefire is agreed
    type: agreement
    location: port
    actors: [state, rebels]
    sources: wire <- state
    claims:
      - {text: It holds, sources: wire <- medics, figures: {killed: 0}, x-check: not yet,
         when: 2021-08-05, where: hills}
    links: {follows: raid}
  - {id: election, date: 2021-09-12, title: Elections on the coast, type: election,
     status: planned, location: coast, sources: gazette <- state}
  - {id: parade, date: 2021-09, title: Parade, status: cancelled, retracted: 2021-08-11,
     sources: wire}
  - id: rumour
    date: unknown
    title: Φήμες για ένα πλοίο
    note: کشتی #7
"""

ALL = "treaty blockade fire talks landing ceasefire raid aftermath parade election rumour"

TABLE: tuple[tuple[str, str], ...] = (
    ("", ALL),
    # Words and phrases: without case and accents, in every text that an event names
    ("CEASEFIRE", "ceasefire"),
    ("medecins", "fire ceasefire raid"),
    ('"red binder"', "talks"),
    ("kalo limani", "fire talks ceasefire raid aftermath"),
    ('"north coast"', "blockade fire talks ceasefire raid aftermath election"),
    ("/kal. lim/", "fire talks ceasefire raid aftermath"),
    ('"limani kalo"', ""),
    ('"month ago"', "fire"),
    ("nobody", "raid"),
    ("lawful key", "raid"),
    ("12:30", "talks"),
    ("φημεσ", "rumour"),
    ("pier OR office", "fire raid aftermath"),
    ("(pier OR office) strike", "fire raid"),
    ("-harbour -gazette", "treaty aftermath parade rumour"),
    ("-(harbour OR gazette)", "treaty aftermath parade rumour"),
    ('"OR"', "blockade fire talks landing ceasefire raid aftermath election"),
    # Regexes
    (r"/\bSTRIKE\b/", "raid"),
    ("/^the .*(mouth|reopened)$/", "blockade aftermath"),
    ("/na.ve clerk/", "raid"),
    # Places: `:` a part of a name and everything within; a whole name is that entry; `=` only it
    ("location:coast", "blockade fire talks ceasefire raid aftermath election"),
    ("location=coast", "blockade election"),
    ("location:port", "fire talks ceasefire raid aftermath"),
    ("location:hills", "ceasefire raid"),  # a claim's place too, with `:` alone
    ("location=hills", "raid"),
    ("location:por", "fire talks landing ceasefire raid aftermath"),
    ('location="Kaló Limáni"', "talks ceasefire raid aftermath"),
    # Actors
    ("actor:state", "talks landing ceasefire raid"),
    ("actor=state", "talks ceasefire"),
    ("actor:guard", "landing raid"),
    ("actor:rebels@target", "raid"),
    ("actor:state@initiator", "landing raid"),
    ("actor=state@initiator", ""),
    ("actor:@victim", "fire"),
    ("actor:strikers@vic", "fire"),
    # Who says so
    ("source:gazette", "blockade talks landing raid election"),
    ("source:wire -by:wire", "fire ceasefire raid"),
    ("source:rebels", "blockade raid"),  # a denial comes through a chain too
    ("by:wire", "talks parade"),
    ("by:state", "ceasefire raid election"),
    ("denied-by:rebels", "raid"),
    # Dates: `:` may have been, `=` certainly was; undated ones only where `after` allows it
    ("date:2021-07", "blockade talks landing ceasefire raid aftermath"),
    ("date=2021-07", "talks landing raid"),
    ("date:2021-06..2021-07-01", "blockade fire talks"),
    ("date=2021-06..2021-07", "fire talks landing raid"),
    ("date:..1950", "treaty"),
    ("date>=2021-08", "blockade ceasefire aftermath parade election"),
    ("date<=2021-06-27", "treaty blockade fire"),
    ("date:2021-07-25T23:30:00Z", "blockade talks ceasefire"),
    ("date:2021-07-26T06:30:00+03:00", "blockade talks ceasefire raid aftermath"),
    ("date:2021-08-05", "blockade ceasefire aftermath"),  # a claim's date too, with `:` alone
    ("date=2021-08", ""),
    ("before:2021-07-01", "treaty blockade fire"),
    ("before=2021-07-01", "treaty fire"),
    ("before=1912", ""),
    ("after:2021-07-31", "blockade ceasefire aftermath parade election"),
    ("after=2021-07-31", "parade election"),
    ("after=2021-07-25", "ceasefire raid parade election"),
    ("-date:0000..9999", "rumour"),
    # States and contents
    ("is:undated", "aftermath rumour"),
    ("is:vague", "treaty blockade talks landing ceasefire aftermath parade rumour"),
    ("is:planned", "election"),
    ("is:problem", "rumour"),
    ("is:cancelled", "parade"),
    ("is:marked", "fire talks"),
    ("is:changed", "raid"),
    ("is:disputed", "raid"),
    ("is:retracted", "parade"),
    ("is:unsourced", "rumour"),
    ("is:corroborated", "talks"),
    ("is:party-claim", "blockade landing ceasefire"),
    ("is:single-origin", "treaty fire aftermath election"),
    ("has:url", "blockade talks landing raid election"),
    ("has:location -location:coast", "landing"),
    ("has:time", "raid"),
    ("has:tag", "blockade fire"),
    ("has:note", "talks rumour"),
    # Words of a record
    ("tag:ship", "blockade fire"),
    ("tag=Shipping", "blockade fire"),
    ("id=fire", "fire"),
    ('title="talks BEGIN"', "talks"),
    ('text="it was lawful"', "raid"),
    ('text="two doors were broken, and the files of the naive clerk were taken."', "raid"),
    ("side:state", "talks landing ceasefire raid"),
    ("afg-1207", "talks"),
    ("x-folder:binder", "talks"),
    ("x-folder=binder", ""),
    ("X-Check:NOT", "ceasefire"),
    ('x-check="Not-yet"', "ceasefire"),
    ("x-nothing:yes", ""),
    ("has:x-check OR has:X-folder", "talks ceasefire"),
    ("has:x-", "talks ceasefire"),
    ("has=x-", ""),
    ("link:part-of", "blockade landing"),
    ("link=follows", "ceasefire raid"),
    ("file:events", ALL),
    # Figures: any claimant, included ones too; a range satisfies what it may be
    ("killed>=10", "raid"),
    ("killed<5", "ceasefire raid"),
    ("killed=0..5", "ceasefire raid"),
    ("killed=10..20", ""),
    ("wounded:4", "fire"),
    ("arrested:10..20%", "raid"),
    ("origins>=2", "talks"),
    ("origins:0", "parade rumour"),
    # Reports
    ("reported:2021-07", "blockade talks landing raid election"),
    ("reported=2021-08-10", "fire talks ceasefire raid parade"),
    ("lag>2w", "blockade fire talks ceasefire raid"),
    ("lag:1d", "blockade talks raid"),
    ("lag<0d", "blockade talks parade election"),
    ("sort:reported location:port", "talks raid fire ceasefire aftermath"),
    # As it was known on a day
    ("asof:2021-07-27", "blockade talks landing raid election"),
    ('asof:"27 July 2021"', "blockade talks landing raid election"),
    ("asof:2021-07-26", ""),
    ("asof:2021-07-27 location:hills", "raid"),
    ("asof:2021-08-10 location:hills", "ceasefire raid"),
    ("asof:2021-08-09 date:2021-08-05", "blockade"),
    ("asof:2021-08-10 date:2021-08-05 x-check:not", "ceasefire"),
    ("asof:2021-07-27 (is:problem OR has:x-check)", ""),
    ("asof:2021-07 actor:rebels -is:party-claim", "talks"),
    ("asof:2021-08-10 wire sort:reported", "talks raid fire ceasefire parade"),
    # Together
    ("is:disputed OR (tag:shipping -is:vague)", "fire raid"),
)
"""`is:marked` is asked with `MARKED`, `is:changed` with `CHANGED`."""

MARKED = frozenset(("fire", "talks"))
CHANGED = frozenset(("raid", "no-longer-there"))
