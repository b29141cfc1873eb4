"""Writes wide_box.ttf: a box of one em for every Chinese, Japanese and Korean letter, and room of
one em for the character that stands for an object in a text.

Needs fontTools. A cmap of format 13 maps whole blocks to one glyph.
"""

from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import newTable
from fontTools.ttLib.tables._c_m_a_p import CmapSubtable

BLOCKS = [
    (0x2E80, 0x2FDF),
    (0x2FF0, 0x303F),
    (0x3041, 0x33FF),
    (0x3400, 0x4DBF),
    (0x4E00, 0x9FFF),
    (0xA000, 0xA4CF),
    (0xA960, 0xA97F),
    (0xAC00, 0xD7A3),
    (0xF900, 0xFAFF),
    (0xFE30, 0xFE4F),
    (0xFF01, 0xFF60),
    (0xFFE0, 0xFFE6),
    (0x16FE0, 0x18AFF),
    (0x1AFF0, 0x1B16F),
    (0x1F200, 0x1F2FF),
    (0x20000, 0x323AF),
]
IDEOGRAPHIC_SPACE = 0x3000
OBJECT = 0xFFFC


def box():
    pen = TTGlyphPen(None)
    for (left, bottom, right, top), outwards in [
        ((80, -40, 920, 800), True),
        ((130, 10, 870, 750), False),
    ]:
        corners = [(left, bottom), (left, top), (right, top), (right, bottom)]
        for index, corner in enumerate(corners if outwards else corners[::-1]):
            (pen.lineTo if index else pen.moveTo)(corner)
        pen.closePath()
    return pen.glyph()


builder = FontBuilder(1000, isTTF=True)
builder.setupGlyphOrder([".notdef", "box", "space"])
builder.setupGlyf({".notdef": box(), "box": box(), "space": TTGlyphPen(None).glyph()})
builder.setupHorizontalMetrics({".notdef": (1000, 80), "box": (1000, 80), "space": (1000, 0)})
builder.setupHorizontalHeader(ascent=880, descent=-120)
builder.setupNameTable({"familyName": "Wide box", "styleName": "Regular"})
table = CmapSubtable.newSubtable(13)
table.platformID, table.platEncID, table.language = 3, 10, 0
table.cmap = {
    letter: "space" if letter == IDEOGRAPHIC_SPACE else "box"
    for first, last in BLOCKS
    for letter in range(first, last + 1)
}
table.cmap[OBJECT] = "space"
cmap = builder.font["cmap"] = newTable("cmap")
cmap.tableVersion, cmap.tables = 0, [table]
builder.setupOS2(sTypoAscender=880, sTypoDescender=-120, usWinAscent=880, usWinDescent=120)
builder.setupPost(keepGlyphNames=False)
builder.font["head"].created = builder.font["head"].modified = 0
builder.font.recalcTimestamp = False
builder.save(Path(__file__).with_name("wide_box.ttf"))
