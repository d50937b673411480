"""What marks a name as a person's: titles before it, first names, nicknames, particles, generations."""

from __future__ import annotations

from services.extractor.gazetteers.word_lists import words

FORMS_OF_ADDRESS = words("""
mr mrs ms miss mx dr prof professor sir dame lord lady baron baroness count countess madam madame monsieur rev
reverend fr father sister brother rabbi imam sheikh sheik shaikh ayatollah pope cardinal bishop archbishop king
queen prince princess emperor sultan emir duke duchess saint hon honourable honorable herr frau senor señor
""")
"""They stand before a name without being a role of interest; lower case, no full stop."""

RANKS = words("""
gen general lt lieutenant col colonel maj major capt captain cmdr commander adm admiral sgt sergeant cpl corporal
pvt private marshal brigadier officer detective inspector constable sheriff deputy trooper
""")

OFFICES = words("""
president premier chancellor minister secretary senator sen congressman congresswoman rep representative governor
gov mayor ambassador envoy speaker chairman chairwoman chair chief director spokesman spokeswoman spokesperson judge
justice attorney prosecutor commissioner counsel leader coach quarterback analyst economist editor author actor
actress singer director driver striker goalkeeper captain ceo cfo coo ministers presidents senators
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
al bin ben da das de del della den der di dos du el ibn la las le lo los mac mc o st san santa saint ten ter van von
abu af av zu zur
""")
"""They belong to the surname that follows; lower case."""

GIVEN_NAMES = words("""
aaron abdul abdullah abigail abraham adam adel adrian ahmad ahmed aisha alan albert aleksandr alex alexander
alexandra alexei alexey alfred ali alice alicia alison amanda amber amir amy ana anatoly anders andre andrea andreas
andrei andrew andrey andrii andriy andrzej andy angel angela anita ann anna anne annie anthony antonio antony archie
arnold arthur ashley audrey barack barbara barry bashar becky ben benjamin bernard bernie beth betty bill billy
boris brad bradley brandon brenda brett brian bruce bruno bryan caitlin calvin cameron camilla carl carla carlos
carmen carol caroline carolyn catherine cathy cecilia charles charlie charlotte chen cheryl chloe chris christian
christina christine christopher chuck claire clara clarence claudia colin connor craig cristina cyril cynthia dan
daniel daniela danielle danny darren dave david dawn dean deborah denis denise dennis derek diana diane diego dmitri
dmitry dmytro dolores dominic don donald donna doris dorothy doug douglas duncan dylan eddie edith edmund eduardo
edward edwin eileen elaine eleanor elena eli elijah elizabeth ella ellen emily emma emmanuel enrique eric erica erik
ernest ethan eugene eva evan evelyn fatima felix fernando fiona florence frances francesco francis francisco
francois françois frank franz fred frederick gabriel gareth gary gavin gennady geoff geoffrey george gerald gerard
gerhard giovanni giorgia giuseppe glenn gloria gordon grace graham greg gregory guido gustavo guy hamid hannah hans
harold harriet harris harry harvey hasan hassan heather hector heidi heinrich helen helena henry herbert hillary
holly howard hugh hugo hussein ian ibrahim igor ihor ilya imran ingrid irene irina isaac isabel isabella ivan ivanka
jack jackie jackson jacob jacqueline jacques jake james jamie jan jane janet janice jared jasmine jason javier jay
jean jeff jeffrey jen jennifer jenny jens jeremy jerome jerry jesse jessica jill jim jimmy joan joanna joanne joe
joel johan johannes john johnny jon jonathan jordan jorge jose josé joseph josh joshua joyce juan judith judy julia
julian juliana julie juliet jürgen justin kaja kamala karen karim karine karl karoline kate katherine kathleen
kathryn kathy katie keir keith kelly ken kenneth kevin khalid kim kimberly kirill klaus kostyantyn kristen kristin
kurt kyle larry lars laura lauren lawrence leah lee leo leon leonard leonid lewis liam lily linda lindsey lionel
lisa liu liz lloyd lois lorenzo louis louise lucas lucy luis luiz luke lydia lynn madeleine mahmoud malcolm manuel
marc marcel marco marcus margaret maria maría marianne marie marina marine mario marion marjorie mark marta martha
martin mary masoud mathias matt matteo matthew maureen maurice max maxim maya megan meghan melania melanie melissa
michael michel michele michelle miguel mikael mikhail mike milan mitch mohamed mohammad mohammed molly monica
muhammad mustafa mykhailo mykola nadia nancy naomi narendra natalia natalie nathan nawaz neil nelson niall nicholas
nick nicola nicolas nicole nigel nikita nikki nikolai nina noah noel nora norman oksana ole oleg oleh oleksandr
oleksii olena olga oliver olivia omar oscar osama otto owen pablo pam pamela pat patricia patrick paul paula pauline
pavel pavlo pedro penny pete peter petr petro phil philip philippe phillip pierre pyotr rachel rafael ralph ramon
ramzan randy raul ray raymond rebecca recep reginald rene rex ricardo richard rick rob robert roberto robin rodrigo
roger roland roman ron ronald rosa rose rosemary roy ruben russell ruth ryan sadiq sally salvador sam samantha samir
samuel sandra sanna sara sarah scott sean sebastian serena sergei sergey sergio serhii serhiy seth shane shannon
sharon shaun sheila shinzo shirley silvio simon simone sofia sonia sophia sophie stacey stan stanislav stanley
stefan stella stephanie stephen steve steven stewart stuart sue susan suzanne svetlana sylvia tamara tania tanya
tara tariq taras tatiana ted teresa terry thabo theodore theresa thomas tiffany tim timothy tina todd tom tomas
tommy tony tracy tyler ulrich ursula vadim valentina valery vanessa vasily vera veronica victor victoria viktor
viktoria vincent vitali vitaliy vladimir vladislav volodymyr vyacheslav walter warren wayne wendy werner wesley
wilfred will william winston wolfgang xavier xi yair yasser yevgeny yitzhak yoav yulia yuliia yuri yuriy yusuf
yvonne zachary zoe
""")
"""Common first names of many languages; lower case. A sign, never a proof: Jordan and Paris are names too."""
