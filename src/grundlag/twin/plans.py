"""The invented safety plans in numbers. Change a truth about activities here, and nowhere else."""

from grundlag.twin.model import Plan

PLANS = (
    Plan(cell="amager", year=2025, enough=24, alone=5, with_owner=3, none=2, cancelled=(1, 2)),
    Plan(cell="amager", year=2026, enough=27, alone=4, with_owner=3, none=2, cancelled=(2, 1)),
    Plan(cell="tingbjerg-husum", year=2025, enough=30, alone=4, with_owner=2, none=2,
         cancelled=(0, 1)),
    Plan(cell="tingbjerg-husum", year=2026, enough=29, alone=6, with_owner=2, none=3,
         cancelled=(0, 3)),
    Plan(cell="folehaven", year=2025, enough=19, alone=5, with_owner=2, none=2, cancelled=(1, 0)),
    Plan(cell="folehaven", year=2026, enough=26, alone=2, with_owner=1, none=1, cancelled=(1, 0)),
)  # fmt: skip
"""In 2026 27 of 36 in amager are exactly 75 %, 29 of 40 one too few, 26 of 30 more."""

OWNER = "Københavns Kommune"
SPELLINGS = {
    "Boligorganisation A": ("BO A", "Boligorg. A"),
    "Boligorganisation B": ("BO B", "Boligorg. B"),
    "Idrætsforening 1": ("IF 1", "Idræts-forening 1"),
    "Idrætsforening 3": ("IF 3",),
    "Frivilligcenter 2": ("frivilligcenter 2",),
    "Ungdomsklub 1": ("UNGDOMSKLUB 1", "Ungdoms-klub 1"),
    OWNER: ("Kommunen", "KK"),
}
"""Other ways in which a partner is written; those that no reader could guess are declared."""
DECLARED = {
    "Boligorganisation A": ("BO A", "Boligorg. A"),
    "Boligorganisation B": ("BO B", "Boligorg. B"),
    "Idrætsforening 1": ("IF 1",),
    "Idrætsforening 3": ("IF 3",),
}
"""The spellings that must be declared: case and signs alone make no difference."""
PARTNERS = (
    "Boligorganisation A",
    "Boligorganisation B",
    "Beboerforening A",
    "Beboerforening B",
    "Idrætsforening 1",
    "Idrætsforening 2",
    "Idrætsforening 3",
    "Frivilligcenter 1",
    "Frivilligcenter 2",
    "Ungdomsklub 1",
    "Ungdomsklub 2",
    "Skole 1",
    "Skole 2",
    "Bibliotek 1",
    "Kulturhus 1",
    "Jobcenter 1",
    "Musikskole 1",
    "Museum 1",
)
PLACES = (0.6, 0.3, 0.1)
"""Share of a plan's partners that lie in the area, outside it, and nobody knows where."""

THEMES = {
    "Børn og unge": (
        "Lektiecafé", "Ferieklub", "Fritidspas", "Ungeråd", "Lommepengejob", "Åben klub",
        "Sommerskole", "Mentorforløb",
    ),
    "Fysiske rammer": (
        "Bedre belysning", "Fælles have", "Ny legeplads", "Grøn gård", "Vejvisning",
        "Rydning af sti", "Murmaleri", "Cykelværksted",
    ),
    "Naboskab": (
        "Nabovandring", "Fællesspisning", "Gadefest", "Velkomstbesøg", "Sprogcafé", "Byttebutik",
        "Strikkeklub", "Nabohjælp",
    ),
    "Forebyggelse": (
        "Nabovandring", "Samtaler om rusmidler", "Forældremøder", "Tryghedsvagt",
        "Gadeplansarbejde", "Konfliktmægling", "Indbrudsråd", "Åben rådgivning",
    ),
    "Fritid og kultur": (
        "Fodbold efter skole", "Kor for alle", "Filmaften", "Svømmehold", "Skolehaver",
        "Teaterhold", "Læsekreds", "Boksetræning",
    ),
}  # fmt: skip
"""Eight activities a theme; Nabovandring stands in two of them and is two activities."""

GOING = {2025: ("gennemført", "gennemført", "gennemført", ""), 2026: ("planlagt", "i gang", "")}
CANCELLED = "aflyst"
SAYS = (
    "amager: 27 of 36 activities in the plan of 2026 have two partners or more, exactly 75 %",
    "tingbjerg-husum: 29 of 40 in 2026, one fewer than 75 %; cancelled ones left out, 29 of 37",
    "folehaven: 26 of 30 in 2026, above 75 %",
)
