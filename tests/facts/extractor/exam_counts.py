"""Counts as running stories write them: in lists of places, as “one”, without a number, in other writings."""

from tests.facts.extractor.question import NOTHING, Question, claim

IN_A_ROW = [
    Question(
        "The storm killed three people in Alor County, one in Tolva County, five in Benna and one in Olan.",
        [
            claim(3, measure="killed"),
            claim(1, measure="killed"),
            claim(5, measure="killed"),
            claim(1, measure="killed"),
        ],
    ),
    Question("Nine have died in Alor, four in Benna and one in the state of Olan.", [claim(9), claim(4), claim(1)]),
    Question("nine people have died in alor , four in benna and one in olan .", [claim(9), claim(4), claim(1)]),
    Question("He put the toll at 43, plus 72 in Benna.", [claim(43, measure="killed"), claim(72, measure="killed")]),
    Question("There were three deaths, two on the train and one in the lorry.", [claim(3), claim(2), claim(1)]),
    Question("The dead are two men and one woman.", [claim(2), claim(1)]),
    Question("The Reds have won 19 seats, the Greens 7 and other parties 2.", [claim(19), claim(7), claim(2)]),
    Question("The wounded number 352.", [claim(352)]),
]

ONE = [
    Question("One officer was shot in the hand.", [claim(1, unit="people")]),
    Question("The clinic took in one person who was flown out.", [claim(1, unit="people")]),
    Question("Not one shell was fired, and one man told us so.", NOTHING),
    Question("One out of every four homes has no water.", [claim(25, unit="%")]),
]

WITHOUT_A_NUMBER = [
    Question("Several people were injured.", [claim(qualifier="several", measure="injured", unit="people")]),
    Question("Many others are still missing.", [claim(qualifier="many others", measure="missing")]),
    Question("A number of sailors are believed to be missing.", [claim(qualifier="a number of", measure="missing")]),
    Question("Several hundred people were hurt.", [claim(lower=300, measure="injured")]),
    Question("How many people were killed?", NOTHING),
    Question("Several shops closed, and many of us left.", NOTHING),
]

NOUGHTS = [
    Question("No passengers or crew were hurt.", [claim(0, measure="injured")]),
    Question("There were no obvious signs of casualties.", [claim(0)]),
]

WRITINGS = [
    Question("1 500 people fled Alor.", [claim(1500)]),
    Question("1.500 people fled Alor, and prices rose 1.500 points.", [claim(1500), claim(1.5)]),
    Question("20-odd people were hurt.", [claim(20, qualifier="-odd", measure="injured", lower=None)]),
    Question("Six or seven people were hurt.", [claim(lower=6, upper=7, measure="injured")]),
    Question("More than 1/3 of voters stayed at home.", [claim(33.33, lower=33.33, unit="%")]),
    Question("The toll rose by 115 to 1,766.", [claim(115), claim(1766, measure="killed")]),
    Question("That is up from 87 dead on Monday.", [claim(87)]),
]

COUNTS_NOTHING = [
    Question("Lines 4, 5 and 12 are shut, and so are highways 1 and 101.", NOTHING),
    Question("The three boys, 9 and 11, came home.", NOTHING),
    Question("The sisters are 15, 17 and 23 years old.", NOTHING),
    Question("The army used 155mm shells and a 9mm pistol.", NOTHING),
    Question("She is eight months pregnant and left on Nov. 3 for the coast.", NOTHING),
]

COUNTS = [*IN_A_ROW, *ONE, *WITHOUT_A_NUMBER, *NOUGHTS, *WRITINGS, *COUNTS_NOTHING]
