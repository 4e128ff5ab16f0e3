"""Which fonts may be seen in training, which are held out, and which letters each can draw."""
import glob
import os
from functools import lru_cache

import numpy
from PIL import ImageFont

# Families never seen in training: only held-out pictures use them.
HELD_OUT = ("ComicNeue", "Humor", "Carlito", "EBGaramond", "Free", "Inconsolata", "wqy", "ipag", "Bebas", "Yanone")

LATIN = [(0x41, 0x5A), (0x61, 0x7A), (0x61, 0x7A), (0x61, 0x7A), (0x30, 0x39), (0x21, 0x2F)]
GREEK_CYRILLIC = [(0x391, 0x3A1), (0x3B1, 0x3C9), (0x410, 0x44F)]
# Part of a font's file name -> the code points it is asked for.
SCRIPTS = {
    "Arabic": [(0x627, 0x63A), (0x641, 0x64A)], "Armenian": [(0x531, 0x556), (0x561, 0x586)],
    "Bengali": [(0x995, 0x9A8)], "Cherokee": [(0x13A0, 0x13F4)], "Devanagari": [(0x905, 0x939)],
    "Ethiopic": [(0x1200, 0x1246)], "Georgian": [(0x10D0, 0x10F0)], "Gujarati": [(0xA95, 0xAA8)],
    "Gurmukhi": [(0xA15, 0xA28)], "Hebrew": [(0x5D0, 0x5EA)], "Kannada": [(0xC95, 0xCA8)],
    "Khmer": [(0x1780, 0x17A2)], "Lao": [(0xE94, 0xE97), (0xE99, 0xE9F)], "Malayalam": [(0xD15, 0xD28)],
    "Math": [(0x2200, 0x22FF)], "Myanmar": [(0x1000, 0x1021)], "Oriya": [(0xB15, 0xB28)],
    "Sinhala": [(0xD9A, 0xDB1)], "Symbols": [(0x2600, 0x26FF)], "Tamil": [(0xBAE, 0xBB5)],
    "Telugu": [(0xC15, 0xC28)], "Thai": [(0xE01, 0xE2E)], "Tibetan": [(0xF40, 0xF47)],
    "CJK": [(0x3041, 0x3096), (0x30A1, 0x30F6), (0x4E00, 0x9FA0), (0xAC00, 0xD7A3)],
}
FAMILIES = ("DejaVu", "Liberation", "Lato", "OpenSans", "Roboto", "Hack", "Cantarell", "LinLibertine", "LinBiolinum")


def letters_of(path: str) -> list:
    """Ranges of code points to draw with the font at `path`; empty when the font is not used."""
    name = os.path.basename(path)
    for script, ranges in SCRIPTS.items():
        if name.startswith("Noto") and script in name:
            return ranges
    plain_noto = name.startswith(("NotoSans-", "NotoSerif-", "NotoSansMono-", "NotoSansDisplay-", "NotoMono-"))
    if plain_noto or name.startswith(("DejaVu", "Liberation")):
        return LATIN * 3 + GREEK_CYRILLIC
    if name.startswith(FAMILIES):
        return LATIN
    return []


@lru_cache(maxsize=None)
def font_paths(held_out: bool) -> tuple:
    """All usable font files, sorted so that a seed always picks the same one."""
    every = sorted(path for kind in ("ttf", "otf", "ttc")
                   for path in glob.glob(f"/usr/share/fonts/**/*.{kind}", recursive=True))
    # "Thin" and condensed cuts of the Noto scripts are hundreds of near-copies.
    every = [path for path in every if not any(word in path for word in ("Condensed", "ExtraLight", "Thin"))]
    if held_out:
        return tuple(path for path in every if os.path.basename(path).startswith(HELD_OUT))
    return tuple(path for path in every if letters_of(path))


@lru_cache(maxsize=400)
def load_font(path: str, size: int) -> ImageFont.FreeTypeFont:
    """The font at a size in pixels. The basic layout is asked for: it draws alike on every machine."""
    return ImageFont.truetype(path, size, layout_engine=ImageFont.LAYOUT_BASIC)


def random_path(random: numpy.random.Generator, held_out: bool) -> str:
    """A font file: half of the time from the plain Latin families, else from any script."""
    paths = font_paths(held_out)
    if not held_out and random.random() < 0.5:
        paths = tuple(path for path in paths if letters_of(path)[0] == LATIN[0])
    return paths[random.integers(len(paths))]


def random_words(random: numpy.random.Generator, path: str, length: int) -> str:
    """A line of `length` random letters that the font can draw, broken into words."""
    ranges = letters_of(path) or LATIN
    letters = []
    for _ in range(length):
        if letters and letters[-1] != " " and random.random() < 0.16:
            letters.append(" ")
            continue
        low, high = ranges[random.integers(len(ranges))]
        letters.append(chr(random.integers(low, high + 1)))
    return "".join(letters)
