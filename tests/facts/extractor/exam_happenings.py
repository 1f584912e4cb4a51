"""What happens to people and things: wars, floods, quakes, epidemics, crossings, crowds; also without capitals."""

from tests.facts.extractor.question import NOTHING, Question, claim

WAR = [
    Question(
        "Air defences brought down 41 of 64 drones sent over the country in the night, the Velmarian air force said. "
        "The other 23 were lost from radar.",
        [
            claim(41, unit="drones", measure="shot_down", of=64, claimant="Velmarian air force", status="claimed"),
            claim(64, unit="drones"),
            claim(23, of=64, measure="not_reached_target", unit="drones"),
        ],
    ),
    Question(
        "Shelling killed at least seven people, among them two children, in the village of Oskrava, regional governor "
        "Pavlo Lysenko wrote on Telegram. Another 15 were hurt, he added.",
        [
            claim(
                7,
                lower=7,
                qualifier="at least",
                unit="people",
                measure="killed",
                claimant="Pavlo Lysenko",
                place="Oskrava",
            ),
            claim(2, unit="people", measure="killed"),
            claim(15, measure="injured", basis="increment", claimant="Pavlo Lysenko"),
        ],
    ),
    Question(
        "Hundreds of thousands of people have fled across the border since the fighting began, according to the UN.",
        [
            claim(
                lower=200000,
                qualifier="hundreds of thousands of",
                unit="people",
                measure="fled",
                claimant="UN",
                status="claimed",
            )
        ],
    ),
    Question(
        "The defence ministry claimed its forces had destroyed three T-90 tanks and a Su-35 jet. The "
        "claim could not be "
        "independently verified.",
        [claim(3, unit="tanks", measure="destroyed", claimant="defence ministry", status="unverified")],
    ),
    Question(
        "The army denied that 300 of its soldiers had been captured.",
        [claim(300, unit="people", measure="captured", status="denied", claimant="army")],
    ),
    Question(
        "About half a million homes are without power after the strikes, the grid operator Enerko said in a statement.",
        [claim(500000, qualifier="about", unit="buildings", measure="without_power", claimant="Enerko")],
    ),
    Question(
        "The death toll from the attack rose from 38 to 63, the emergency service said on Sunday.",
        [
            claim(38, measure="killed", status="superseded", unit="people"),
            claim(63, measure="killed", status="claimed", unit="people", claimant="emergency service"),
        ],
    ),
    Question(
        "More than a dozen missiles were fired at the port city of Odesa at 0415 GMT, a 12-hour "
        "barrage that began on 3 May.",
        [claim(12, lower=12, qualifier="more than", unit="missiles", measure="launched", place="Odesa")],
    ),
]


FLOOD = [
    Question(
        "Between 20 and 30 houses were swept away when the dam burst, said Maria Dolores, mayor of the town. "
        "Several dozen residents are missing.",
        [
            claim(lower=20, upper=30, unit="buildings", measure="destroyed", claimant="Maria Dolores"),
            claim(lower=36, unit="people", measure="missing", qualifier="several dozen"),
        ],
    ),
    Question(
        "Up to 150mm of rain fell in six hours and the river peaked at 6.2m, the Met Office said.",
        [
            claim(150, upper=150, unit="mm", measure="rainfall", qualifier="up to", claimant="Met Office"),
            claim(6.2, unit="m", measure="water_level"),
        ],
    ),
    Question(
        "Around 1.02m customers had no electricity by 7.30pm, and nearly 40 roads remain closed.",
        [
            claim(1020000, qualifier="around", measure="without_power"),
            claim(40, upper=40, qualifier="nearly", unit="roads", measure="closed"),
        ],
    ),
    Question(
        "Deaths: 11\nInjured: 142\nMissing: 7",
        [
            claim(11, measure="killed", unit="people"),
            claim(142, measure="injured", unit="people"),
            claim(7, measure="missing", unit="people"),
        ],
    ),
    Question(
        "Firefighters rescued 23 people from rooftops in Wexcombe overnight; no one was injured, "
        "the fire service said.",
        [
            claim(23, unit="people", measure="rescued", claimant="fire service"),
            claim(0, measure="injured", unit="people"),
        ],
    ),
    Question(
        "A magnitude 6.4 earthquake struck 35 km north of Kathmandu, the US Geological Survey said.",
        [
            claim(6.4, measure="magnitude"),
            claim(35, unit="km", measure="distance", place="Kathmandu", claimant="US Geological Survey"),
        ],
    ),
]


EPIDEMIC = [
    Question(
        "Health officials reported 1,204 new cases of dengue and 17 deaths in the past 24 hours. Twice "
        "as many people are in "
        "hospital as a month ago.",
        [
            claim(1204, measure="cases", basis="increment", claimant="Health officials"),
            claim(17, measure="deaths", unit="people", basis="period"),
            claim(2, measure="in_hospital", unit="times", basis="change"),
        ],
    ),
    Question(
        "Tolva region\nCases: 2,910\nDeaths: 0\nIn hospital: 317 (7 of them in ICU)",
        [
            claim(2910, measure="cases", unit="cases"),
            claim(0, measure="killed"),
            claim(317, measure="in_hospital", unit="people"),
            claim(7, measure="in_intensive_care", unit="people"),
        ],
    ),
    Question("Covid-19 vaccines were first given to over-65s and 12-year-olds with asthma.", NOTHING),
]


MIGRATION = [
    Question(
        "A total of 756 migrants crossed the Channel in 13 boats on Saturday, Home Office figures show.",
        [claim(756, unit="people", measure="crossed", claimant="Home Office"), claim(13, unit="boats")],
    ),
    Question(
        "The coastguard pulled nine bodies from the water off Lesbos; a dozen people are still missing.",
        [claim(9, measure="recovered"), claim(12, measure="missing", unit="people", place="Lesbos")],
    ),
]


CROWD = [
    Question(
        "Tens of thousands marched through Lisbon on Saturday. Police put the turnout at 35,000; "
        "organisers said it was 80,000.",
        [
            claim(lower=20000, measure="attended", place="Lisbon"),
            claim(35000, claimant="Police"),
            claim(80000, claimant="organisers"),
        ],
    ),
    Question(
        "Police arrested 11 protesters in Sydney and issued fines of $22,000.",
        [claim(11, measure="arrested", unit="people", place="Sydney"), claim(22000, unit="AUD", measure="fine")],
    ),
]


LOWER_CASE = [
    Question(
        "at least 14 people were killed and 60 wounded in the blast , the interior ministry said .\n"
        "the mayor of lisbon , ana example , said 200 homes were damaged .",
        [
            claim(14, lower=14, measure="killed", unit="people", claimant="interior ministry"),
            claim(60, measure="injured", unit="people", claimant="interior ministry"),
            claim(200, measure="damaged", unit="buildings", claimant="ana example"),
        ],
    ),
    Question(
        "the quake struck near perugia at 3.36am .\nofficials say 37 people have died in italy , reuters reports .",
        [claim(37, measure="killed", claimant="officials", via="reuters", place="Italy")],
    ),
]

LOWER_CASE += [
    Question(
        "death toll rises to 96\n2016-08-24 17:22\nthe number of dead has risen to 96 , the head of the "
        "civil protection "
        "agency , carla bruni , told reporters in rome .\nshe said 300 people had been pulled from "
        "the rubble in perugia .",
        [
            claim(96, measure="killed", unit="people", claimant="carla bruni"),
            claim(300, measure="rescued", unit="people", claimant="carla bruni", place="Perugia"),
        ],
    ),
    Question(
        "health ministry spokesman karim haddad says the palestinian death toll has reached 718 , with 4,200 wounded .",
        [
            claim(718, measure="killed", unit="people", claimant="karim haddad"),
            claim(4200, measure="injured", unit="people", claimant="karim haddad"),
        ],
    ),
    Question(
        "the israeli military said 32 of its soldiers had been killed in gaza since the operation began "
        ".\nit said it had "
        "hit 3,250 targets .",
        [
            claim(32, measure="killed", unit="people", claimant="israeli military", place="Gaza"),
            claim(3250, measure="hit", unit="targets", claimant="israeli military"),
        ],
    ),
    Question(
        "the quake had a magnitude of 6.2 and a depth of 10km , the us geological survey said .\nit was "
        "felt 160km away "
        "in naples .",
        [
            claim(6.2, measure="magnitude", claimant="us geological survey"),
            claim(10, measure="depth", unit="km"),
            claim(160, measure="distance", unit="km"),
        ],
    ),
    Question(
        "rescue workers have recovered 12 bodies from the ruins in arquata , ansa reports , bringing the total to 49 .",
        [claim(12, measure="recovered"), claim(49, measure="killed", basis="total")],
    ),
    Question(
        "about 2,500 people have been left homeless , according to a spokeswoman for the red cross in italy .",
        [
            claim(
                2500,
                qualifier="about",
                measure="displaced",
                claimant="spokeswoman for the red cross",
                place="Italy",
            )
        ],
    ),
]
