"""Figures and what they measure: multiples, sizes, shares, votes, weather, money, verbs; and numbers that are names."""

from tests.facts.extractor.question import NOTHING, Question, claim

MULTIPLES = [
    Question(
        "Twice as many people were arrested as in the first week.",
        [claim(2, unit="times", measure="arrested", basis="change")],
    ),
    Question("The number of cases has doubled to 40 since Monday.", [claim(40, unit="cases", measure="cases")]),
    Question(
        "The number of infections has more than doubled in a week.",
        [claim(2, lower=2, unit="times", qualifier="more than", basis="change")],
    ),
    Question("Attendance has halved, the museum said.", [claim(0.5, unit="times", basis="change", measure="fall")]),
    Question("Rents are three times higher than in 2004.", [claim(3, unit="times", basis="change", measure="growth")]),
    Question("The number of arrests rose tenfold.", [claim(10, unit="times", measure="arrested")]),
    Question("A third more patients are waiting than a year ago.", [claim(33.33, unit="%", basis="change")]),
    Question("Sales were down by a quarter.", [claim(25, unit="%", measure="fall", basis="change")]),
    Question("Officials doubled down and the goalkeeper doubled over.", NOTHING),
]


SIZES = [
    Question(
        "The hall is 40 by 60 metres and 12m high.",
        [
            claim(40, unit="m", measure="size"),
            claim(60, unit="m", measure="size"),
            claim(12, unit="m", measure="height"),
        ],
    ),
    Question(
        "A crater 40m x 60m opened on the ring road.",
        [claim(40, unit="m", measure="size"), claim(60, unit="m", measure="size")],
    ),
    Question("She swam in the 4x100m relay.", NOTHING),
    Question("It was -9C in the hills.", [claim(-9, unit="degrees C", measure="temperature")]),
]


PARTS = [
    Question(
        "The toll stands at 247, with 190 in Alor and 57 in Benna.",
        [claim(247, measure="killed"), claim(190, measure="killed"), claim(57, measure="killed")],
    ),
    Question("Two were shot dead; the other 11 escaped.", [claim(2, measure="killed"), claim(11)]),
    Question("All 23 crew were rescued.", [claim(23, measure="rescued", unit="people")]),
    Question("Hundreds more are missing.", [claim(lower=200, measure="missing", basis="increment")]),
    Question("Nine out of 10 schools have reopened.", [claim(90, unit="%")]),
    Question("Fewer than one in 10 voters backed the plan.", [claim(10, upper=10, unit="%", qualifier="fewer than")]),
    Question(
        "There were 204 people on board, including a crew of 14.",
        [claim(204, measure="aboard"), claim(14, measure="aboard", unit="people")],
    ),
    Question(
        "Eleven firefighters were hurt, one of them seriously.",
        [claim(11, measure="injured"), claim(1, measure="injured", of=11)],
    ),
    Question(
        "The party won 107 of the 230 seats.",
        [claim(107, measure="won", of=230), claim(230, measure="total", unit="seats")],
    ),
    Question("More than half were children.", [claim(50, lower=50, unit="%", qualifier="more than")]),
]


BOUNDS = [
    Question("Two to three dozen homes were burned.", [claim(lower=24, upper=36, unit="buildings")]),
    Question(
        "Between 3,000 and 5,000 people are believed to be trapped.",
        [claim(lower=3000, upper=5000, qualifier="between", measure="trapped")],
    ),
    Question("Police said 20-30 people were hurt.", [claim(lower=20, upper=30, measure="injured")]),
    Question("The death toll has gone up to 17.", [claim(17, upper=None, qualifier=None, measure="killed")]),
    Question("Measles cases pass 200 in the county.", [claim(200, lower=200, qualifier="pass", measure="cases")]),
    Question(
        "The court gave them terms of between 18 months and four years.",
        [claim(lower=1.5, upper=4, unit="years", measure="sentenced", qualifier="between")],
    ),
    Question("She lost by just 412 votes.", [claim(412, qualifier="just", lower=None)]),
    Question(
        "Drones flew over four regions, and the minister was asked about the 55,000 families.",
        [claim(4, lower=None, qualifier=None), claim(55000, qualifier=None)],
    ),
]


VOTES = [
    Question(
        "The senate voted 52-48 to confirm her.", [claim(52, measure="votes", unit="votes"), claim(48, measure="votes")]
    ),
    Question("In a 7-2 ruling, the court struck down the law.", [claim(7, unit="votes"), claim(2, unit="votes")]),
    Question(
        "With 98% of precincts reporting, she leads by 1.2 points.",
        [claim(98, measure="votes_counted"), claim(1.2, measure="margin")],
    ),
    Question(
        "Turnout among students, which was below 30% in 2021, rose to 48%.",
        [claim(30, upper=30, measure="turnout"), claim(48, measure="turnout")],
    ),
    Question("She scored 34 points as they won 102-98.", [claim(34, measure="scored")]),
]


MONEY = [
    Question(
        "The company made a profit of £2.3bn, up 12% from £2.05bn a year earlier.",
        [
            claim(2_300_000_000, measure="profit", basis="total"),
            claim(12, measure="growth", basis="change"),
            claim(2_050_000_000, measure="profit"),
        ],
    ),
    Question(
        "The shares were up 3.2% to 410p.", [claim(3.2, measure="growth"), claim(4.1, unit="GBP", measure="price")]
    ),
    Question(
        "The central bank cut its key rate by 25 basis points.",
        [claim(25, unit="basis points", measure="fall", basis="change")],
    ),
    Question("The charity raised £3.2m in a week.", [claim(3_200_000, measure="raised", basis="total")]),
    Question("The union was offered 48,000 Sudanese pounds.", [claim(48000, unit="Sudanese pounds")]),
    Question("The board declared a dividend of 3.2p a share.", [claim(0.032, measure="dividend", basis="rate")]),
    Question("Bitcoin topped $100,000.", [claim(100000, lower=100000, qualifier="topped")]),
]


TIME_AS_NEWS = [
    Question("He was jailed for 12 years.", [claim(12, unit="years", measure="sentenced")]),
    Question("Passengers faced delays of up to 90 minutes.", [claim(90, upper=90, unit="minutes", measure="delayed")]),
    Question("The trial is expected to last six weeks.", [claim(6, unit="weeks", measure="duration")]),
    Question("It was the third attack in two weeks, and the last 24 hours were quiet.", NOTHING),
]


VERBS = [
    Question(
        "The army sent 620 soldiers and 48 boats to the town.",
        [claim(620, measure="deployed"), claim(48, measure="deployed", unit="boats")],
    ),
    Question("The firm hired 300 staff.", [claim(300, measure="hired")]),
    Question("It plans to recruit 1,200 nurses.", [claim(1200, measure="recruited")]),
    Question("The plant makes 300 cars a day.", [claim(300, measure="produced", basis="rate")]),
    Question("Troops repelled 52 attacks.", [claim(52, measure="repelled")]),
    Question("Some 2,400 tents were donated.", [claim(2400, measure="donated", qualifier="some")]),
    Question("Divers found two bodies in a submerged car.", [claim(2, measure="found")]),
    Question("The storm claimed the lives of 40 people.", [claim(40, measure="killed")]),
    Question("The blast left 40 dead and 120 wounded.", [claim(40, measure="killed"), claim(120, measure="injured")]),
    Question("Buildings collapsed: 127", [claim(127, measure="destroyed", unit="buildings")]),
    Question("Police put the number of protesters at 38,000.", [claim(38000, measure="attended", unit="people")]),
    Question("The drone tests cost 40 tanks.", [claim(40, unit="tanks")]),
    Question("Germany promised 14 Leopard 2 tanks.", [claim(14, unit="tanks", measure="pledged")]),
]


NAMES_OF_THINGS = [
    Question("Article 5, Bill C-18, flight BA249 and iPhone 15 were all in the news between 2017 and 2021.", NOTHING),
    Question("En la zona murieron 12 personas y 30 resultaron heridas.", NOTHING),
    Question("Au moins 20 personnes ont été tuées dans les combats.", NOTHING),
    Question("Most of the patients were over 75, and children under five were sent home.", NOTHING),
    Question(
        "There were 312 cases per 100,000 inhabitants.", [claim(312, unit="cases", measure="cases", basis="rate")]
    ),
]
