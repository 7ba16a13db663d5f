"""Children to 15 of eleven areas of Groningen in 2020, rounded by CBS: what the tests divide by."""

GRONINGEN = {
    "beijum": 2790,
    "centrum": 1205,
    "de-wijert": 1530,
    "hoogkerk": 2015,
    "lewenborg": 2340,
    "oosterpark": 1480,
    "oude-wijken": 1115,
    "paddepoel": 2085,
    "ten-boer": 1310,
    "vinkhuizen": 1965,
    "zuid": 1740,
}
