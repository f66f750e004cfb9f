"""The inspector's assistant for the quality assurance of Serious Further Offence reviews.

Data goes one way:

    files -> Blocks -> Review (sections, passages, notices) -> Request -> Reply -> Draft
          -> [inspector: Decision] -> InitialJudgement -> [inspector: Judgement, Rating] -> report

and so do imports (a contract checked with the tests):

    __main__ -> commands -> web -> ui -> pipeline -> {steps, edges} -> domain

``domain`` names things, ``steps`` turns one thing into another without touching the world, ``edges``
touches the world (one outside thing each), ``pipeline`` says the order. ``errors`` is open to all;
``settings`` is read by ``commands`` only and passed on as values.
"""

__version__ = "0.1.0"
