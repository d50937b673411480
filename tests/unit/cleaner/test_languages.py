# ruff: noqa: E501
"""Pages in other languages are cleaned by their structure: menu, headline, byline, date, story, other stories."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from services.cleaner.clean import clean
from shared.schemas.articles import ArticleSubmitted


@dataclass(frozen=True)
class Sample:
    language: str
    menu: tuple[str, ...]
    headline: str
    byline: str | None
    author: str | None
    date: str
    published: str
    story: tuple[str, ...]
    below: tuple[str, ...]

    @property
    def page(self) -> str:
        above = ["\n".join(self.menu), self.headline, *([self.byline] if self.byline else []), self.date]
        return "\n\n".join([*above, *self.story, "\n".join(self.below)])


SAMPLES = (
    Sample(
        language="de",
        menu=("Startseite", "Politik", "Kultur", "Sport", "Anmelden"),
        headline="Stadtrat hält die alte Brücke ein weiteres Jahr offen",
        byline="Von Anna Beispiel",
        author="Anna Beispiel",
        date="3. Februar 2026, 10:15 Uhr",
        published="2026-02-03T10:15:00",
        story=(
            "Der Stadtrat hat am Montag beschlossen, die alte Brücke ein weiteres Jahr für den Verkehr offen zu halten.",
            "Ingenieure hatten im Frühjahr gewarnt, dass zwei der Pfeiler Risse haben und vor dem Winter repariert werden müssen.",
            "„Sie ist vorerst sicher“, sagte die Sprecherin des Rates vor Journalisten. „Im Frühling sehen wir wieder nach.“",
            "Die Reparatur soll vier Millionen Euro kosten und den ganzen Sommer dauern, teilte der Rat mit.",
        ),
        below=("Das könnte Sie auch interessieren", "Warum der Fluss im Winter steigt", "Impressum", "Datenschutz"),
    ),
    Sample(
        language="fr",
        menu=("Accueil", "Politique", "Culture", "Se connecter"),
        headline="Le conseil municipal garde le vieux pont ouvert un an de plus",
        byline="Par Anne Exemple",
        author="Anne Exemple",
        date="Publié le 3 février 2026 à 10h15",
        published="2026-02-03T10:15:00",
        story=(
            "Le conseil municipal a décidé lundi de laisser le vieux pont ouvert à la circulation pendant une année encore.",
            "Des ingénieurs avaient averti au printemps que deux des piles étaient fissurées et devaient être réparées avant l’hiver.",
            "« Il est sûr pour le moment », a déclaré la porte-parole du conseil aux journalistes. « Nous verrons au printemps. »",
            "Les travaux devraient coûter quatre millions d’euros et durer tout l’été, a indiqué le conseil.",
        ),
        below=("Lire aussi", "Pourquoi le fleuve monte en hiver", "Mentions légales"),
    ),
    Sample(
        language="es",
        menu=("Inicio", "Política", "Cultura"),
        headline="El ayuntamiento mantiene abierto el viejo puente un año más",
        byline="Por Ana Ejemplo",
        author="Ana Ejemplo",
        date="3 de febrero de 2026",
        published="2026-02-03",
        story=(
            "El ayuntamiento decidió el lunes mantener abierto el viejo puente al tráfico durante un año más.",
            "Los ingenieros habían advertido en primavera de que dos de los pilares estaban agrietados y debían repararse antes del invierno.",
            "«Por ahora es seguro», dijo la portavoz del ayuntamiento a los periodistas. «Volveremos a mirar en primavera».",
            "La obra costará cuatro millones de euros y durará todo el verano, informó el ayuntamiento.",
        ),
        below=("También te puede interesar", "Por qué sube el río en invierno", "Aviso legal"),
    ),
    Sample(
        language="ru",
        menu=("Главная", "Политика", "Культура"),
        headline="Городской совет оставил старый мост открытым ещё на год",
        byline="Автор: Анна Примерова",
        author="Анна Примерова",
        date="3 февраля 2026, 10:15",
        published="2026-02-03T10:15:00",
        story=(
            "Городской совет в понедельник решил оставить старый мост открытым для движения ещё на один год.",
            "Весной инженеры предупреждали, что две опоры моста треснули и до зимы нуждаются в ремонте.",
            "«Пока он безопасен, — сказала журналистам представитель совета. — Весной мы посмотрим снова».",
            "Ремонт обойдётся в четыре миллиона и займёт всё лето, сообщили в совете.",
        ),
        below=("Читайте также", "Почему зимой поднимается река"),
    ),
    Sample(
        language="uk",
        menu=("Головна", "Політика", "Культура"),
        headline="Міська рада залишила старий міст відкритим ще на рік",
        byline="Автор: Ганна Прикладна",
        author="Ганна Прикладна",
        date="3 лютого 2026, 10:15",
        published="2026-02-03T10:15:00",
        story=(
            "Міська рада в понеділок вирішила залишити старий міст відкритим для руху ще на один рік.",
            "Навесні інженери попереджали, що дві опори мосту тріснули й до зими потребують ремонту.",
            "«Поки що він безпечний, — сказала журналістам речниця ради. — Навесні ми подивимося знову».",
            "Ремонт коштуватиме чотири мільйони й триватиме все літо, повідомили в раді.",
        ),
        below=("Читайте також", "Чому взимку піднімається річка"),
    ),
    Sample(
        language="ar",
        menu=("الرئيسية", "سياسة", "ثقافة"),
        headline="مجلس المدينة يبقي الجسر القديم مفتوحا لعام آخر",
        byline=None,
        author=None,
        date="3 فبراير 2026",
        published="2026-02-03",
        story=(
            "قرر مجلس المدينة يوم الاثنين إبقاء الجسر القديم مفتوحا أمام حركة المرور لمدة عام آخر.",
            "وكان المهندسون قد حذروا في الربيع من أن اثنتين من دعائم الجسر متصدعتان وتحتاجان إلى الإصلاح قبل الشتاء.",
            "وقالت المتحدثة باسم المجلس للصحفيين: «إنه آمن في الوقت الحالي، وسننظر في الأمر مرة أخرى في الربيع».",
            "ومن المتوقع أن تبلغ تكلفة الإصلاح أربعة ملايين وأن يستغرق الصيف كله، بحسب المجلس.",
        ),
        below=("اقرأ أيضا", "لماذا يرتفع النهر في الشتاء"),
    ),
    Sample(
        language="zh",
        menu=("首页", "政治", "文化"),
        headline="市议会决定旧桥再开放一年",
        byline=None,
        author=None,
        date="2026年2月3日 10:15",
        published="2026-02-03T10:15:00",
        story=(
            "市议会周一决定，旧桥将继续向车辆开放一年，发言人在会后表示。",
            "工程师今年春天曾警告说，两座桥墩已经开裂，需要在冬天到来之前进行修理。",
            "“目前是安全的，”发言人对记者说，“我们将在春天再次检查，然后再作决定。”",
            "市议会表示，维修预计耗资四百万，需要整个夏天才能完成。",
        ),
        below=("相关阅读", "为什么河水在冬天上涨"),
    ),
    Sample(
        language="ja",
        menu=("ホーム", "政治", "文化"),
        headline="市議会、古い橋の通行をもう一年認める",
        byline=None,
        author=None,
        date="2026年2月3日 10:15",
        published="2026-02-03T10:15:00",
        story=(
            "市議会は月曜日、古い橋の通行をもう一年認めることを決めたと、報道担当者が明らかにした。",
            "技術者たちは春に、橋脚の二つにひびが入っており、冬までに修理が必要だと警告していた。",
            "「今のところは安全です」と担当者は記者団に語った。「春にもう一度調べて、それから決めます。」",
            "議会によると、修理には四百万かかり、夏いっぱい続く見通しだという。",
        ),
        below=("関連記事", "冬に川の水位が上がる理由"),
    ),
)


@pytest.fixture(params=SAMPLES, ids=lambda sample: sample.language, scope="module")
def sample(request: pytest.FixtureRequest) -> Sample:
    return request.param


def test_the_story_is_found_without_menu_and_other_stories(sample: Sample):
    article = clean(ArticleSubmitted(content=sample.page))
    assert article.body.split("\n\n") == list(sample.story)
    assert article.headline == sample.headline


def test_author_and_date_are_read(sample: Sample):
    article = clean(ArticleSubmitted(content=sample.page))
    assert [author.name for author in article.authors] == ([sample.author] if sample.author else [])
    assert article.published_at is not None
    assert article.published_at.value == sample.published


def test_the_language_is_noted_and_no_error(sample: Sample):
    article = clean(ArticleSubmitted(content=sample.page))
    assert article.language == sample.language
    assert article.notes == ("not English",)


def test_what_is_above_and_below_has_roles_of_its_own(sample: Sample):
    article = clean(ArticleSubmitted(content=sample.page))
    roles = {
        line: block.role
        for block in article.blocks
        for line in article.source_text[block.start : block.end].split("\n")
        if line
    }
    assert {roles[line] for line in sample.menu} <= {"navigation", "section"}
    assert roles[sample.date] == "timestamp"
    assert {roles[line] for line in sample.below} <= {"navigation", "teaser", "legal"}
