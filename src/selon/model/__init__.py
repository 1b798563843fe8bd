"""What selon speaks about, as frozen data: texts, reports, what was read in them, and claims.

Imports nothing of selon but `errors`.
"""
