"""What marks a name as a person's: titles before it, first names, nicknames, particles, generations."""

from __future__ import annotations

from services.extractor.names.gazetteers.word_lists import words

FORMS_OF_ADDRESS = words("""
archbishop ayatollah baron baroness bishop brother cardinal count countess dame dr duchess duke emir emperor father
fr frau herr hon honorable honourable imam king lady lord madam madame miss monsieur mr mrs ms mx pope prince
princess prof professor queen rabbi rev reverend saint senor señor shaikh sheik sheikh sir sister sultan
""")
"""They stand before a name without being a role of interest; lower case, no full stop."""

RANKS = words("""
adm admiral brigadier capt captain cmdr col colonel commander constable corporal cpl deputy detective gen general
inspector lieutenant lt maj major marshal officer private pvt sergeant sgt sheriff trooper
""")

OFFICES = words("""
actor actress ambassador analyst attorney author captain ceo cfo chair chairman chairwoman chancellor chief coach
commissioner congressman congresswoman coo counsel director driver economist editor envoy goalkeeper gov governor
judge justice leader mayor minister ministers premier president presidents prosecutor quarterback rep representative
secretary sen senator senators singer speaker spokesman spokesperson spokeswoman striker
""")
"""Nouns that stand right before a person's name as a role."""

NICKNAMES = {
    nickname: frozenset(formal.split("/"))
    for nickname, _, formal in (
        pair.partition("=")
        for pair in words("""
abe=abraham al=albert/alan/alfred alex=alexander/alexandra/aleksandr/oleksandr andy=andrew ben=benjamin
bernie=bernard bert=albert/robert beth=elizabeth betsy=elizabeth bill=william billy=william bob=robert bobby=robert
brad=bradley cathy=catherine charlie=charles chris=christopher/christine chuck=charles cindy=cynthia dan=daniel
danny=daniel dave=david deb=deborah debbie=deborah dick=richard don=donald doug=douglas drew=andrew ed=edward/edwin
eddie=edward frank=francis/franklin fred=frederick gabe=gabriel gene=eugene geoff=geoffrey gerry=gerald greg=gregory
hal=harold hank=henry harry=harold/henry jack=john jake=jacob jamie=james jeb=john jeff=jeffrey jen=jennifer
jenny=jennifer jerry=gerald/jerome jim=james jimmy=james joe=joseph joey=joseph johnny=john jon=jonathan josh=joshua
judy=judith kate=katherine/catherine kathy=katherine/kathleen katie=katherine ken=kenneth kim=kimberly kris=kristin
larry=lawrence leo=leonard/leonardo liz=elizabeth lou=louis maggie=margaret mandy=amanda marge=margaret matt=matthew
meg=margaret mel=melvin mick=michael mickey=michael mike=michael mitch=mitchell nancy=ann nate=nathan/nathaniel
ned=edward nick=nicholas nikki=nicole norm=norman pam=pamela pat=patrick/patricia peggy=margaret pete=peter
phil=philip/phillip ray=raymond reggie=reginald rich=richard rick=richard rob=robert robbie=robert ron=ronald
ronnie=ronald rudy=rudolph/rodolfo russ=russell sally=sarah sam=samuel/samantha sandy=alexander
sasha=alexander/oleksandr stan=stanley steve=steven/stephen stu=stuart sue=susan ted=theodore/edward
terry=terence/teresa tim=timothy toby=tobias tom=thomas tommy=thomas tony=anthony/antonio tricia=patricia
val=valerie vic=victor vicky=victoria vince=vincent vlad=vladimir volodya=volodymyr/vladimir walt=walter
will=william yuri=yuriy zach=zachary
""")
    )
}
"""Lower case, from the short form to the names that it can stand for."""

GENERATIONS = frozenset({"jr", "sr", "ii", "iii", "iv", "junior", "senior"})
"""What follows a surname without being one; lower case, no full stop."""

PARTICLES = words("""
abu af al av ben bin da das de del della den der di dos du el ibn la las le lo los mac mc o saint san santa st ten
ter van von zu zur
""")
"""They belong to the surname that follows; lower case."""

GIVEN_NAMES = words("""
aaron abdul abdullah abigail abraham adam adel adrian ahmad ahmed aisha alan albert aleksandr alex alexander
alexandra alexei alexey alfred ali alice alicia alison amanda amber amir amy ana anatoly anders andre andrea andreas
andrei andrew andrey andrii andriy andrzej andy angel angela anita ann anna anne annie anthony antonio antony archie
arnold arthur ashley audrey barack barbara barry bashar becky ben benjamin bernard bernie beth betty bill billy
boris brad bradley brandon brenda brett brian bruce bruno bryan caitlin calvin cameron camilla carl carla carlos
carmen carol caroline carolyn catherine cathy cecilia chad charles charlie charlotte chen cheryl chloe chris christian
christina christine christopher chuck claire clara clarence claudia colin connor craig cristina cynthia cyril dan
daniel daniela danielle danny darren dave david dawn dean deborah denis denise dennis derek diana diane diego dmitri
dmitry dmytro dolores dominic don donald donna doris dorothy doug douglas duncan dylan eddie edith edmund eduardo
edward edwin eileen elaine eleanor elena eli elijah elizabeth ella ellen emily emma emmanuel enrique eric erica erik
ernest ethan eugene eva evan evelyn fatima felix fernando fiona florence frances francesco francis francisco
francois frank franz françois fred frederick gabriel gareth gary gavin gennady geoff geoffrey george gerald gerard
gerhard giorgia giovanni giuseppe glenn gloria gordon grace graham greg gregory guido gustavo guy hamid hannah hans
harold harriet harris harry harvey hasan hassan heather hector heidi heinrich helen helena henry herbert hillary
holly howard hugh hugo hussein ian ibrahim igor ihor ilya imran ingrid irene irina isaac isabel isabella ivan ivanka
jack jackie jackson jacob jacqueline jacques jake james jamie jan jane janet janice jared jasmine jason javier jay
jean jeff jeffrey jen jennifer jenny jens jeremy jerome jerry jesse jessica jill jim jimmy joan joanna joanne joe
joel johan johannes john johnny jon jonathan jordan jorge jose joseph josh joshua josé joyce juan judith judy julia
julian juliana julie juliet justin jürgen kaja kamala karen karim karine karl karoline kate katherine kathleen
kathryn kathy katie keir keith kelly ken kenneth kevin khalid kim kimberly kirill klaus kostyantyn kristen kristin
kurt kyle larry lars laura lauren lawrence leah lee leo leon leonard leonid lewis liam lily linda lindsey lionel
lisa liu liz lloyd lois lorenzo louis louise lucas lucy luis luiz luke lydia lynn madeleine mahmoud malcolm manuel
marc marcel marco marcus margaret maria marianne marie marina marine mario marion marjorie mark marta martha martin
mary maría masoud mathias matt matteo matthew maureen maurice max maxim maya megan meghan melania melanie melissa
michael michel michele michelle miguel mikael mike mikhail milan mitch mohamed mohammad mohammed molly monica
muhammad mustafa mykhailo mykola nadia nancy naomi narendra natalia natalie nathan nawaz neil nelson niall nicholas
nick nicola nicolas nicole nigel nikita nikki nikolai nina noah noel nora norman oksana ole oleg oleh oleksandr
oleksii olena olga oliver olivia omar osama oscar otto owen pablo pam pamela pat patricia patrick paul paula pauline
pavel pavlo pedro penny pete peter petr petro phil philip philippe phillip pierre pyotr rachel rafael ralph ramon
ramzan randy raul ray raymond rebecca recep reginald rene rex ricardo richard rick rob robert roberto robin rodrigo
roger roland roman ron ronald rosa rose rosemary roy ruben russell ruth ryan sadiq sally salvador sam samantha samir
samuel sandra sanna sara sarah scott sean sebastian serena sergei sergey sergio serhii serhiy seth shane shannon
sharon shaun sheila shinzo shirley silvio simon simone sofia sonia sophia sophie stacey stan stanislav stanley
stefan stella stephanie stephen steve steven stewart stuart sue susan suzanne svetlana sylvia tamara tania tanya
tara taras tariq tatiana ted teresa terry thabo theodore theresa thomas tiffany tim timothy tina todd tom tomas
tommy tony tracy tyler ulrich ursula vadim valentina valery vanessa vasily vera veronica victor victoria viktor
viktoria vincent vitali vitaliy vladimir vladislav volodymyr vyacheslav walter warren wayne wendy werner wesley
wilfred will william winston wolfgang xavier xi yair yasser yevgeny yitzhak yoav yulia yuliia yuri yuriy yusuf
yvonne zachary zoe
""")
"""Common first names of many languages; lower case. A sign, never a proof: Jordan and Paris are names too."""

COURTESIES = words("mr mrs ms miss mx dr prof professor sir dame lord lady madam madame monsieur herr frau senor señor")
"""Forms of address that say nothing of what a person does; lower case, no full stop."""

PERSON_NOUNS = OFFICES | words("""
abbot academic accountant accuser activist adviser advisor advocate affiliate agent aide ally ambassador analyst
anchor announcer anthropologist archaeologist architect aristocrat artist assassin assistant astronaut astronomer
athlete attacker aunt backer baker ballerina banker baron barrister batsman benefactor bidder billionaire biographer
biologist bishop blogger boss bowler boxer boy boyfriend broadcaster broker brother builder businessman
businesswoman butcher campaigner candidate captain cardinal caretaker cartoonist celebrity champion chancellor chef
chemist chief choreographer cleric clerk climber co-author co-chair co-chairman co-founder co-host co-owner co-pilot
colleague collector columnist comedian commander commentator commissioner companion competitor composer conductor
confidant congressman conservationist consultant contender contestant contractor controller convict coordinator
correspondent councillor councilman councilwoman counselor counterpart courier cousin creator critic curator cyclist
czar dancer daughter dealer dean debutant defector defendant defender delegate democrat deputy designer detainee
detective developer dictator diplomat director dissident doctor driver drummer economist editor educator emissary
employee engineer entertainer entrepreneur envoy epidemiologist executive expert explorer farmer father fiance
fiancee fighter figure filmmaker financier firefighter fisherman forecaster forward founder friend fugitive gangster
geographer geologist girl girlfriend goalkeeper golfer governor grandfather grandmother grandson guard guitarist
gunman guru head heir heiress historian host hostage humanitarian hunter husband immigrant incumbent industrialist
influencer informant inspector instructor inventor investigator investor jeweller jockey journalist judge jurist
king laureate lawmaker lawyer leader lecturer legend legislator liberal librarian lieutenant linguist lobbyist
magistrate magnate major man manager marine marshal mathematician mayor mechanic mediator member mentor merchant
meteorologist midfielder militant millionaire miner minister model moderator mogul monarch monk mother musician
negotiator neighbor neighbour nephew neuroscientist newcomer niece nominee novelist nun nurse officer official
ombudsman oncologist opener operative opponent organiser organizer owner painter paramedic paratrooper parent
participant partner pastor patient patriarch peer philanthropist philosopher photographer physician physicist
pianist pilot pioneer pitcher player playwright poet policeman policewoman politician pollster pope predecessor
premier presenter president priest prince princess principal prisoner producer professor programmer promoter
prosecutor protege protester protégé provost psychiatrist psychologist publicist publisher pundit pupil quarterback
queen racer rancher rapper realtor rebel receiver receptionist rector referee reformer refugee regulator reporter
representative republican researcher resident responder retiree reviewer rider rival rookie ruler runner sailor
salesman scholar scientist screenwriter sculptor secretary sedan-driver seismologist senator sergeant server
shareholder sheriff shooter showrunner singer sister skater skier skipper sniper sociologist soldier solicitor son
songwriter speaker specialist spokesman spokesperson spokeswoman sprinter spy staffer star statesman strategist
striker student successor sultan superintendent supervisor supporter surgeon survivor suspect swimmer teacher
teammate technician teenager tenant tenor terrorist theologian therapist trader trainer translator treasurer trustee
tsar tutor tycoon uncle veteran vicar vice-chairman vice-chancellor vice-president victim villager violinist
virologist visitor volunteer voter warden warlord watchdog whistleblower widow widower wife winger winner witness
woman worker writer youth
""")
"""Common nouns for people by what they do or are to somebody; singular, lower case."""

RELATIONS = words("""
aide ally aunt boyfriend brother colleague companion counterpart cousin daughter father fiance fiancee friend
girlfriend grandfather grandmother grandson husband lawyer mother neighbor neighbour nephew niece opponent partner
predecessor rival sister son successor uncle widow widower wife
""")
"""Nouns that mean a person only together with another: whose wife."""

PEOPLES = words("""
Democrats Republicans Conservatives Liberals Socialists Communists Tories Greens Nationalists Islamists Jihadists
Muslims Christians Jews Catholics Protestants Hindus Buddhists Sikhs Sunnis Shiites Mormons Evangelicals Kurds Arabs
Uyghurs Uighurs Rohingyas Hispanics Latinos Asians Africans Europeans Americans Westerners Southerners Northerners Nazis
Romans Vikings Marxists Zionists Dreamers Millennials
""")
"""Groups of people that are no organisation, and plurals that are no group at all."""

ADHERENTS = words("""
Buddhist Catholic Christian Confederate Democrat Democratic Evangelical Hindu Hispanic Islamic Islamist Jew Jewish Kurd
Kurdish Latino Mormon Muslim Nazi Orthodox Protestant Republican Shia Shiite Sikh Sunni Tory
""")
"""Adjectives and members of religions, parties and peoples without a state."""
