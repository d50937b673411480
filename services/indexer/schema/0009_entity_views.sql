-- What is counted is an entity with all its names, no longer each name; and which names are whose.

DROP VIEW entity_counts;
CREATE VIEW entity_counts AS
WITH counted AS (
    SELECT
        coalesce(entities.known, entities.id) AS owner,
        count(DISTINCT article_entities.article) AS articles,
        sum(article_entities.mentions) AS mentions,
        min(articles.published_day) AS first_day,
        max(articles.published_day) AS last_day
    FROM article_entities
    JOIN entities ON entities.id = article_entities.entity
    JOIN articles ON articles.id = article_entities.article
    GROUP BY owner
)
SELECT main.name, main.type, counted.articles, counted.mentions, counted.first_day, counted.last_day
FROM counted
JOIN entities AS main ON main.id = (
    SELECT entities.id
    FROM entities
    WHERE entities.known = counted.owner OR entities.id = counted.owner
    ORDER BY entities.preferred DESC, entities.article_count DESC, length(entities.key) DESC, entities.key
    LIMIT 1
);

-- Entities with more than one name, and why two names are one's.
CREATE VIEW entity_names AS
SELECT
    entities.known AS entity,
    entities.name,
    entities.type,
    entities.article_count AS articles,
    (
        SELECT group_concat(entity_links.rule || ': ' || others.name, '; ')
        FROM entity_links
        JOIN entities AS others ON others.id = entity_links.other
        WHERE entity_links.one = entities.id AND others.known = entities.known
    ) AS because
FROM entities
WHERE entities.known IS NOT NULL;
