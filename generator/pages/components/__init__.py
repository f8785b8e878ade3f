"""Parts that several pages share: cards, charts, calendars, lists."""
