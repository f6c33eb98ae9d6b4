"""How a law is computed: stable forms, numeric functions, oracle, generated code.

Empty of imports: ``nernstian.codegen.emitted`` must be importable without SymPy.
"""
