"""Every kind of object in an article of its own, built on two templates and held against what a reviewer approved.

A case is a folder with `article.md`, its pictures beside it, and a text for each template: what its deck says, object by object. After a
change of the decks, `python tests/golden/renew.py [CASE...]` writes these texts anew: read the difference, and look at the slides.
"""
