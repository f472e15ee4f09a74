"""What the product costs, against yardsticks measured in the same run.

One module per benchmark, with a docstring that says what is measured and a `run()` that returns
figures; `benchmarks/__main__.py` lists them. Pages are measured in requests per CPU-second of the
server process (what one full core gives), so that other work on the machine moves the figures
little; ratios are what to compare.
"""
