"""Articles inside the repositories of their blogs, as each engine lays them out: nothing is set, and all is found."""

from __future__ import annotations

import io
from pathlib import Path
from typing import NamedTuple

import PIL.Image
import pytest

from deck.model.article import Picture
from deck.stages import Request, Source, source_of

BODY = "\n## One\n\n![A hall]({picture})\n\n{text}\n"
ENGLISH = "We met in the hall and it was good, for there was tea."
FRENCH = "Nous nous sommes vus dans la salle et c'était bien, car il y avait du thé pour tous."


class Site(NamedTuple):
    """A repository: the article's path and front matter, the picture as named and as it lies, other files, and what comes of it."""

    article: str
    front: str
    named: str
    picture: str
    others: dict[str, str]
    authors: tuple[str, ...]
    date: str
    deck: str
    title: str = "What we heard"
    text: str = ENGLISH


DOCUSAURUS = Site(
    "website/blog/2025/02/03-recap/index.md",
    "---\ntitle: What we heard\nslug: /2025/hall-recap\nauthors: [ada, {name: Ole Kramer, title: Guest}]\nimage: /img/card.png\n---\n",
    "@site/static/img/hall.png",
    "website/static/img/hall.png",
    {"website/blog/authors.yml": "ada:\n  name: Ada Moreau\n  title: Engineer\n", "website/docusaurus.config.js": "export default {}\n"},
    ("Ada Moreau", "Ole Kramer"),
    "2025-02-03",
    "2025-hall-recap.en.pptx",
)
SITES = {
    "docusaurus": DOCUSAURUS,
    "docusaurus, below its base": DOCUSAURUS._replace(named="/docs/img/hall.png"),
    "docusaurus, as it is": DOCUSAURUS._replace(named="pathname:///img/hall.png"),
    "docusaurus, in French": DOCUSAURUS._replace(
        article="website/i18n/fr/docusaurus-plugin-content-blog/2025-02-03-recap.md",
        front="---\ntitle: Entendu\nauthors: ada\n---\n",
        authors=("Ada Moreau",),
        deck="recap.fr.pptx",
        title="Entendu",
        text=FRENCH,
    ),
    "hugo": Site(
        "site/content/posts/hall-recap/index.fr.md",
        '+++\ntitle = "What we heard"\ndate = 2025-02-03T10:00:00+01:00\nlastmod = 2025-09-09\n[params]\nauthor = "ada"\n+++\n',
        "hall.png",
        "site/content/posts/hall-recap/hall.png",
        {"site/data/authors/ada.toml": 'name = "Ada Moreau"\n'},
        ("Ada Moreau",),
        "2025-02-03",
        "hall-recap.fr.pptx",
        text=FRENCH,
    ),
    "hugo, a theme of pages": Site(
        "content/en/post/hall-recap.md",
        "---\ntitle: What we heard\npublishDate: 2025-02-03\nauthors:\n- ada\n- Ole Kramer\n---\n",
        "/images/hall.png",
        "assets/images/hall.png",
        {"content/en/authors/ada/_index.md": "---\ntitle: Ada Moreau\nrole: Speaker\n---\n"},
        ("Ada Moreau", "Ole Kramer"),
        "2025-02-03",
        "hall-recap.en.pptx",
    ),
    "jekyll": Site(
        "docs/_posts/2025-02-03-hall-recap.md",
        "---\nlayout: post\ntitle: What we heard: in short\nauthor: ada\nlast_modified_at: 2025-09-09\n---\n",
        "{{ site.baseurl }}/assets/hall.png",
        "docs/assets/hall.png",
        {"docs/_config.yml": "author: {name: The site}\n", "docs/_authors/ada.md": "---\nname: Ada Moreau\n---\n"},
        ("Ada Moreau",),
        "2025-02-03",
        "hall-recap.en.pptx",
        "What we heard: in short",
    ),
    "mkdocs": Site(
        "docs/blog/posts/hall-recap.md",
        "---\ndate:\n  created: 2025-02-03\n  updated: 2025-09-09\nauthors:\n  - ada\n---\n\n# What *we* heard\n",
        "../img/hall.png",
        "docs/blog/img/hall.png",
        {"docs/blog/.authors.yml": "authors:\n  ada:\n    name: Ada Moreau\n    description: Author\n", "mkdocs.yml": "site_name: x\n"},
        ("Ada Moreau",),
        "2025-02-03",
        "hall-recap.en.pptx",
        "",
    ),
    "myst": Site(
        "posts/2025/hall-recap.md",
        "---\ntitle: What we heard\ndate: 2025-02-03\nauthors:\n  - id: ada\n  - name: {given: Ole, family: Kramer}\n---\n",
        "images/hall.png",
        "posts/2025/images/hall.png",
        {"myst.yml": "project:\n  authors:\n    - id: ada\n      name: Ada Moreau\n"},
        ("Ada Moreau", "Ole Kramer"),
        "2025-02-03",
        "hall-recap.en.pptx",
    ),
    "pelican": Site(
        "content/hall.md",
        "Title: What we heard\nDate: 2025-02-03 10:20\nAuthors: Ada Moreau; Ole Kramer\nSlug: hall-recap\nLang: en\n",
        "{static}/images/hall.png",
        "content/images/hall.png",
        {"pelicanconf.py": "\n"},
        ("Ada Moreau", "Ole Kramer"),
        "2025-02-03",
        "hall-recap.en.pptx",
    ),
    "hexo": Site(
        "source/_posts/hall-recap.md",
        "---\ntitle: What we heard\ndate: 2025-02-03 10:20:30\nauthor: ada\n---\n",
        "hall.png",
        "source/_posts/hall-recap/hall.png",
        {"source/_data/authors.yml": "ada: {name: Ada Moreau}\n", "_config.yml": "title: Site\nauthor: Somebody\n"},
        ("Ada Moreau",),
        "2025-02-03",
        "hall-recap.en.pptx",
    ),
    "eleventy": Site(
        "src/posts/hall-recap.md",
        '---json\n{"title": "What we heard", "author": "ada", "date": "2025-02-03"}\n---\n',
        "/img/hall.png",
        "src/img/hall.png",
        {"src/_data/authors.json": '{"ada": {"name": "Ada Moreau"}}'},
        ("Ada Moreau",),
        "2025-02-03",
        "hall-recap.en.pptx",
    ),
    "zola": Site(
        "content/blog/2025-02-03-hall-recap/index.md",
        '+++\ntitle = "What we heard"\n[taxonomies]\nauthors = ["Ada Moreau"]\n[extra]\nimage = "card.png"\n+++\n',
        "hall.png",
        "content/blog/2025-02-03-hall-recap/hall.png",
        {"config.toml": 'base_url = "https://talks.example"\n'},
        ("Ada Moreau",),
        "2025-02-03",
        "hall-recap.en.pptx",
    ),
    "astro": Site(
        "src/content/blog/hall-recap.mdx",
        "---\ntitle: What we heard\npubDate: 2025-02-03\nauthor: ada\nheroImage: {src: ../../assets/card.png}\n---\n",
        "@/assets/hall.png",
        "src/assets/hall.png",
        {"src/content/authors/ada.json": '{"name": "Ada Moreau"}'},
        ("Ada Moreau",),
        "2025-02-03",
        "hall-recap.en.pptx",
    ),
    "gatsby": Site(
        "content/blog/hall-recap/index.md",
        "---\ntitle: What we heard\ndate: '2025-02-03T22:12:03.284Z'\nauthor: [ada]\nspoiler: In short\n---\n",
        "./hall.png",
        "content/blog/hall-recap/hall.png",
        {"content/authors.yml": "- id: ada\n  name: Ada Moreau\n"},
        ("Ada Moreau",),
        "2025-02-03",
        "hall-recap.en.pptx",
    ),
    "next": Site(
        "data/blog/hall-recap.mdx",
        "---\ntitle: What we heard\ndate: '2025-02-03'\nlastmod: '2025-09-09'\nauthors: ['ada']\n---\n",
        "/static/images/hall.png",
        "public/static/images/hall.png",
        {"data/authors/ada.mdx": "---\nname: Ada Moreau\n---\n\nLong ago.\n"},
        ("Ada Moreau",),
        "2025-02-03",
        "hall-recap.en.pptx",
    ),
    "vitepress": Site(
        "docs/posts/hall-recap.md",
        "---\ntitle: What we heard\ndate: 2025-02-03\nauthor: Ada Moreau\n---\n",
        "/hall.png",
        "docs/public/hall.png",
        {"docs/.vitepress/config.ts": "export default {}\n"},
        ("Ada Moreau",),
        "2025-02-03",
        "hall-recap.en.pptx",
    ),
    "quarto": Site(
        "posts/hall-recap/index.qmd",
        "---\ntitle: What we heard\nauthor:\n  - name: {given: Ada, family: Moreau}\n    affiliations: [x]\ndate: 2025-02-03\n---\n",
        "hall.png",
        "posts/hall-recap/hall.png",
        {"_quarto.yml": "project: {type: website}\n"},
        ("Ada Moreau",),
        "2025-02-03",
        "hall-recap.en.pptx",
    ),
    "ghost": Site(
        "content/posts/hall-recap.md",
        "---\ntitle: What we heard\npublished_at: 2025-02-03T10:00:00.000Z\nfeature_image: card.png\nauthors: [{name: Ada Moreau}]\n---\n",
        "/content/images/hall.png",
        "content/images/hall.png",
        {},
        ("Ada Moreau",),
        "2025-02-03",
        "hall-recap.en.pptx",
    ),
}


def png() -> bytes:
    out = io.BytesIO()
    PIL.Image.new("RGB", (120, 80), 0).save(out, "PNG")
    return out.getvalue()


def read(root: Path, site: Site) -> Source:
    (root / ".git").mkdir(parents=True)
    files = {site.article: site.front + BODY.format(picture=site.named, text=site.text), **site.others}
    for name, content in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(content, "utf-8")
    (root / site.picture).parent.mkdir(parents=True, exist_ok=True)
    (root / site.picture).write_bytes(png())
    return source_of(Request(root / site.article, site.article, root, {}))


@pytest.mark.parametrize("engine", SITES)
def test_an_article_in_place_has_its_title_authors_date_name_and_picture(tmp_path: Path, engine: str) -> None:
    site = SITES[engine]
    source = read(tmp_path, site)
    meta = source.article.meta
    assert (meta.title, meta.authors, meta.date) == (site.title, site.authors, site.date)
    assert source.target == tmp_path / "talks" / site.deck
    (picture,) = (block for block in source.article.blocks if isinstance(block, Picture))
    assert picture.image is not None
    assert tmp_path / site.picture in source.reads
    assert not [finding for finding in source.findings if finding.code != "D105"]


@pytest.mark.parametrize("engine", SITES)
def test_what_an_article_in_place_depends_on_is_inside_and_is_told(tmp_path: Path, engine: str) -> None:
    source = read(tmp_path / "repository", SITES[engine])
    assert all(path.resolve().is_relative_to(tmp_path / "repository") for path in (*source.reads, *source.absent))
    assert not any(path.exists() for path in source.absent)
    assert len(source.absent) == len(set(source.absent)) < 200
