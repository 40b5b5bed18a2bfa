"""How the page looks: on a screen ivory paper, in print white; the fonts are in the file."""

from __future__ import annotations

import base64
from functools import cache

from game.datafiles import data_root
from game.debrief.markup import Markup

# (family, weight, style, file of assets/fonts)
_FONTS = (
    ("Chips Sans", 400, "normal", "chips-sans-regular.ttf"),
    ("Chips Sans", 600, "normal", "chips-sans-semibold.ttf"),
    ("Chips Serif", 400, "normal", "chips-serif-regular.ttf"),
    ("Chips Serif", 400, "italic", "chips-serif-italic.ttf"),
    ("Chips Serif", 700, "normal", "chips-serif-bold.ttf"),
    ("Chips Serif", 900, "normal", "chips-serif-black.ttf"),
)
FIRST, SECOND = "#9E3620", "#1D5799"  # of the sides, on paper
PRINT, MUTED, RULE, PAPER = "#1F1B16", "#5D5447", "#BFB298", "#F4EDDD"
GOOD, BAD = "#0E6355", "#7F5200"

_RULES = """
:root{--print:#1F1B16;--muted:#5D5447;--rule:#BFB298;--faint:#DDD2BB;--paper:#F4EDDD;--edge:#E9DFC9;
--first:#9E3620;--second:#1D5799;--good:#0E6355;--bad:#7F5200;
--sans:'Chips Sans','IBM Plex Sans',system-ui,'Segoe UI','Helvetica Neue',Arial,'Noto Sans SC',sans-serif;
--serif:'Chips Serif','Source Serif 4',Georgia,'Times New Roman','Noto Serif SC',serif}
*{box-sizing:border-box;margin:0;padding:0}
html{background:var(--edge)}
body{font:400 15px/22px var(--sans);color:var(--print);background:var(--paper);max-width:1120px;
margin:24px auto;padding:44px 72px 40px;overflow-wrap:break-word}
header.top{display:flex;align-items:center;gap:14px;border-bottom:3px solid var(--print);padding-bottom:16px}
header.top b{font-weight:600;font-size:16px;flex:1}
header.top span{color:var(--muted)}
h1{font:900 54px/60px var(--serif);margin-top:24px}
.stand{font:italic 400 21px/29px var(--serif);color:var(--muted);margin-top:6px}
h2{font:700 24px/30px var(--serif);margin:34px 0 10px}
h3{font:600 15px/22px var(--sans);margin:0 0 2px}
p+p{margin-top:8px}
.story{font:400 17px/26px var(--serif);columns:2;column-gap:40px;margin-top:22px}
.story p{break-inside:avoid}
.lead{color:var(--muted);margin-bottom:10px;max-width:760px}
.three{display:grid;grid-template-columns:repeat(3,1fr);gap:40px;margin-top:28px}
.verdict{font:700 17px/26px var(--serif);margin-top:14px}
.verdict+.verdict{margin-top:2px}
.three>div,.two>div{min-width:0}
.three>div{border-top:3px solid var(--print);padding-top:10px}
.figure{font:700 48px/56px var(--serif)}
.figure small{font:400 15px/20px var(--sans);color:var(--muted);margin-left:10px}
.two{display:grid;grid-template-columns:1fr 1fr;gap:24px 40px}
table{border-collapse:collapse;width:100%;font-size:14px;line-height:20px}
th,td{padding:5px 16px 5px 0;border-bottom:1px solid var(--rule);text-align:left;vertical-align:top}
th{font-weight:600;color:var(--muted);font-size:13px}
th:last-child,td:last-child{padding-right:0}
td.n,th.n{text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums}
td.w{white-space:nowrap}
tr.sum td{font-weight:600;border-bottom:0}
.side{font-weight:600}
td.w .side{white-space:nowrap}
.side svg{margin-right:8px}
.side.thin{font-weight:400}
svg{display:block;max-width:100%;height:auto}
svg text{font-family:var(--sans)}
svg.glyph{flex:none;display:inline-block;vertical-align:-1px}
.muted{color:var(--muted)}
.small{font-size:13px;line-height:18px}
.badge{display:inline-block;font:600 11px/16px var(--sans);padding:0 6px;white-space:nowrap;
text-transform:uppercase;letter-spacing:.02em}
.badge.fact{background:var(--print);color:var(--paper);border:1px solid var(--print)}
.badge.estimate{border:1px solid var(--print)}
.badge.fiction{border:1px dashed var(--muted)}
.good{color:var(--good)}.bad{color:var(--bad)}
ol.ask{list-style:none;counter-reset:ask}
ol.ask li{counter-increment:ask;position:relative;padding-left:36px;margin-top:14px;break-inside:avoid;
font:400 18px/26px var(--serif)}
ol.ask li::before{content:counter(ask);position:absolute;left:0;font:700 25px/28px var(--serif)}
ol.ask li::after{content:'';display:block;border-bottom:1px solid var(--rule);height:30px}
dl{columns:2;column-gap:40px}
dl div{break-inside:avoid;margin-bottom:8px}
dt{font-weight:600}
.turn{break-inside:avoid;border-bottom:1px solid var(--rule);padding:8px 0}
.turn .two{gap:2px 40px}
.turn ul{list-style:none}
.turn li{padding-left:14px;text-indent:-14px}
footer{border-top:1px solid var(--rule);margin-top:34px;padding-top:10px;color:var(--muted);
font-size:13px;line-height:18px}
section{margin-top:0}
.keep{break-inside:avoid}
.account{margin-top:18px}
@media screen and (max-width:820px){body{padding:24px 18px;margin:0}.story,dl{columns:1}
.two,.three{grid-template-columns:1fr}
h1{font-size:38px;line-height:44px}.scroll{overflow-x:auto}}
@page{size:A4;margin:14mm 14mm 16mm}
@media print{html,body{background:#fff}
body{font-size:9.5pt;line-height:13pt;max-width:none;margin:0;padding:0}
:root{--paper:#fff;--faint:#ddd;--rule:#bbb}
*{-webkit-print-color-adjust:exact;print-color-adjust:exact}
h1{font-size:30pt;line-height:33pt}h2{font-size:15pt;line-height:18pt;margin:16pt 0 6pt;break-after:avoid}
h3,.lead{break-after:avoid}.stand{font-size:13pt;line-height:17pt}.story,.verdict{font-size:10.5pt;line-height:15pt}
.figure{font-size:28pt;line-height:32pt}.figure small{font-size:9.5pt}
table,.small,footer,th{font-size:9.5pt;line-height:12.5pt}.badge{font-size:8pt;line-height:10.5pt}
ol.ask li{font-size:11.5pt;line-height:16pt}ol.ask li::before{font-size:15pt;line-height:17pt}
tr,.keep,.turn,figure{break-inside:avoid}thead{display:table-header-group}
svg .paper{stroke:#fff}.three{gap:24px;margin-top:14pt}.two{gap:10px 24px}.story{margin-top:12pt}
ol.ask li::after{height:22px}a{color:inherit;text-decoration:none}}
"""


@cache
def style() -> Markup:
    """The content of the style element: rules, and the fonts as far as they are installed."""
    faces: list[str] = []
    for family, weight, slant, name in _FONTS:
        path = data_root() / "assets" / "fonts" / name
        if path.is_file():
            data = base64.b64encode(path.read_bytes()).decode("ascii")
            faces.append(
                f"@font-face{{font-family:'{family}';font-weight:{weight};font-style:{slant};"
                f"src:url(data:font/ttf;base64,{data}) format('truetype')}}"
            )
    return Markup("\n".join(faces) + _RULES)
