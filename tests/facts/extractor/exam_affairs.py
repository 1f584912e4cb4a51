"""Affairs: elections, strikes, markets, budgets, speech; and numbers that count nothing."""

from tests.facts.extractor.question import NOTHING, Question, claim

ELECTION = [
    Question(
        "With 82% of votes counted, Labour has 43.5 per cent and the Conservatives 31 per cent, "
        "the electoral commission said.",
        [
            claim(82, unit="%", measure="votes_counted", claimant="electoral commission"),
            claim(43.5, unit="%"),
            claim(31, unit="%"),
        ],
    ),
    Question(
        "The Greens won 14 seats, up from nine, on a turnout of 61.2%.",
        [
            claim(14, unit="seats", measure="won"),
            claim(9, status="superseded"),
            claim(61.2, unit="%", measure="turnout"),
        ],
    ),
    Question(
        "One in three voters is still undecided, a poll of 2,014 adults by Statwise found.",
        [claim(33.33, unit="%", measure="undecided"), claim(2014, unit="people")],
    ),
    Question("She was elected in 2019 and turned 52 in March; the vote is on 4 July.", NOTHING),
    Question(
        "MPs voted by 311 to 290 to reject the bill.",
        [claim(311, measure="votes"), claim(290, measure="votes")],
    ),
]


STRIKE = [
    Question(
        "Some 20,000 nurses walked out at 8am on Tuesday in a dispute over pay, the Royal Union of Care said.",
        [claim(20000, qualifier="some", unit="people", measure="on_strike", claimant="Royal Union of Care")],
    ),
    Question(
        "The union wants a rise of 11%; ministers have offered 4.5%, worth £1.2bn.",
        [claim(11, unit="%", basis="change"), claim(4.5, unit="%"), claim(1200000000, unit="GBP")],
    ),
    Question(
        "Two thirds of trains were cancelled, Northline said, and 45 of its 60 stations are shut.",
        [
            claim(66.67, unit="%", measure="cancelled", claimant="Northline"),
            claim(45, of=60, measure="closed", unit="stations"),
            claim(60),
        ],
    ),
    Question("The 48-hour strike is the third in five weeks.", NOTHING),
]


MARKET = [
    Question(
        "Shares in Aldous plc fell 4.2% to 318p, wiping $4bn off its value.",
        [claim(4.2, unit="%", basis="change"), claim(3.18, unit="GBP"), claim(4000000000, unit="USD")],
    ),
    Question(
        "Brent crude rose to $92.40 a barrel, its highest since 2022.",
        [claim(92.4, unit="USD", measure="price", basis="rate")],
    ),
    Question(
        "The central bank raised its key rate by half a percentage point to 5.25 per cent.",
        [
            claim(0.5, unit="percentage points", measure="growth"),
            claim(5.25, unit="%", measure="interest_rate"),
        ],
    ),
    Question(
        "The company will cut 1,500 jobs, about 8% of its workforce, chief executive Tom Arden told the BBC.",
        [
            claim(1500, measure="laid_off", unit="people", claimant="Tom Arden", via="BBC"),
            claim(8, unit="%", qualifier="about", claimant="Tom Arden"),
        ],
    ),
    Question(
        "Inflation eased to 3.1% in May from 3.4% in April.", [claim(3.1, measure="inflation"), claim(3.4, unit="%")]
    ),
    Question("The package is worth A$250m over four years.", [claim(250000000, unit="AUD", measure="amount")]),
]


INDIA = [
    Question(
        "The state government announced relief of Rs 500 crore for 2.3 lakh farmers, chief minister Anand Rao said.",
        [claim(5_000_000_000, unit="INR", measure="aid", claimant="Anand Rao"), claim(230000, unit="people")],
    ),
    Question(
        "As many as 14 labourers died and 30 others were injured when a bus fell into a gorge in "
        "Himachal Pradesh, police said.",
        [
            claim(
                14,
                upper=14,
                qualifier="as many as",
                unit="people",
                measure="killed",
                claimant="police",
                place="Himachal Pradesh",
            ),
            claim(30, unit="people", measure="injured", claimant="police"),
        ],
    ),
    Question(
        "Over 1,20,000 people were evacuated from Odisha.",
        [claim(120000, lower=120000, unit="people", measure="evacuated", place="Odisha")],
    ),
]


SPEECH = [
    Question(
        "The ministry of health said 40 clinics had closed. It added that 12 doctors had been killed. The ministry’s "
        "statement said 3,000 patients were waiting.",
        [
            claim(40, measure="closed", unit="buildings", claimant="ministry of health"),
            claim(12, measure="killed", unit="people", claimant="ministry of health"),
            claim(3000, unit="people", claimant="ministry of health"),
        ],
    ),
    Question(
        "Jana Novak, the president, told reporters: “We have lost 600 buildings. We need €2bn.” Novak "
        "later said 40 bridges "
        "had been destroyed.",
        [
            claim(600, measure="lost", unit="buildings", claimant="Jana Novak"),
            claim(2_000_000_000, unit="EUR", claimant="Jana Novak"),
            claim(40, measure="destroyed", claimant="Jana Novak"),
        ],
    ),
    Question(
        "According to Velmar’s interior minister, Ilir Hoxa, 230 people were detained, of whom 41 were minors.",
        [claim(230, measure="detained", claimant="Ilir Hoxa"), claim(41, of=230, claimant="Ilir Hoxa")],
    ),
    Question(
        "The BBC reports that eight people have been killed, citing hospital officials.",
        [claim(8, measure="killed", claimant="hospital officials", via="BBC", status="claimed")],
    ),
    Question(
        "Eight people have been killed, Reuters reports.",
        [claim(8, measure="killed", claimant="Reuters", status="claimed")],
    ),
    Question(
        "Officials acknowledged that four of their planes had been lost. It was not immediately clear how.",
        [claim(4, status="confirmed", measure="lost")],
    ),
    Question(
        "Twelve dead in market blast\nTwelve people died when a bomb exploded at a market in "
        "Quetta, hospital sources said.",
        [claim(12, unit="people", measure="killed", claimant="hospital sources", place="Quetta")],
    ),
]


NO_CLAIMS = [
    Question("Call 0800 555 0147 or +44 20 7946 0101, or come to 22 Harbour Street, platform 4.", NOTHING),
    Question("“We won 2-1 and it could have been 5-0,” said the captain, 31, in the 90th minute.", NOTHING),
    Question("Flight MH370, an Airbus A320 and a Boeing 737 use runway 27; see section 3 of the 1998 act.", NOTHING),
    Question("At 7.27am on Friday 3 March 2023, the 25th day, the two leaders met in the G7 format.", NOTHING),
    Question("Updated at 14.05 BST\nPhotograph: Nora Example/Agency\nThe second phase begins at 10 o’clock.", NOTHING),
    Question(
        "No one expects the first round in 2024-25 to be a 50-50 affair; one of the ministers said so in 1999.", NOTHING
    ),
    Question("— Desk of Velmar (@velmar24) June 4, 2024", NOTHING),
]
