/** Style and behaviour of the report's page. Both are inline under their digest, so neither may contain a closing tag. */

export const stylesheet = `
:root{
  color-scheme:light dark;
  --paper:#f6f6f4;--card:#fff;--ink:#1b1d1f;--soft:#5c6268;--line:#e2e2de;--well:#f4f4f1;--link:#1f5fa8;--focus:#2f74c9;
  --good:#17703f;--good-bg:#e8f4ec;--bad:#b0241b;--bad-bg:#fcecea;--open:#865300;--open-bg:#fdf2dc;
  --mild:#6d5a00;--mild-bg:#faf5d7;--odd:#6c3fa3;--odd-bg:#f3ecfb;--quiet:#5c6268;--quiet-bg:#ececea;
  --date:#dcebfb;--login:#eadffa;--mono:ui-monospace,SFMono-Regular,Menlo,Consolas,"Liberation Mono",monospace;
}
@media (prefers-color-scheme:dark){:root{
  --paper:#131517;--card:#1b1e21;--ink:#e6e7e8;--soft:#9aa2a9;--line:#2d3236;--well:#15181a;--link:#86b7f2;--focus:#86b7f2;
  --good:#6fd39b;--good-bg:#14291d;--bad:#ff9488;--bad-bg:#33191a;--open:#f1bd63;--open-bg:#2e2412;
  --mild:#dccb62;--mild-bg:#292611;--odd:#c9a4f5;--odd-bg:#271d35;--quiet:#9aa2a9;--quiet-bg:#25292c;
  --date:#1b3149;--login:#31244a;
}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;text-size-adjust:100%;scroll-padding-top:1rem}
body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif}
main,.top,footer{max-width:72rem;margin:0 auto;padding:0 1rem}
.top{display:flex;gap:.75rem;align-items:baseline;justify-content:space-between;padding-top:.75rem;padding-bottom:.75rem;font-size:.875rem}
.brand{font-weight:650;letter-spacing:.01em}
a{color:var(--link);text-underline-offset:.15em}
:focus-visible{outline:2px solid var(--focus);outline-offset:2px;border-radius:4px}
.skip{position:absolute;left:-99rem}.skip:focus{left:1rem;top:.5rem;background:var(--card);padding:.5rem .75rem;z-index:1}
h1,h2,h3,h4,h5,h6,p,ul,dl,dd,pre,figure{margin:0;padding:0}
ul{list-style:none}
.dim{color:var(--soft);font-weight:400}
small{display:block;color:var(--soft);font-size:.875rem}
code,pre,.id{font-family:var(--mono)}
code{font-size:.9em}
.break{overflow-wrap:anywhere}
.id{font-size:.9em;font-weight:650;white-space:nowrap}
section{margin-bottom:2rem}
h2{font-size:1.25rem;line-height:1.3;margin:0 0 .75rem;font-weight:650}
h2 .dim{font-size:1rem}
h2.parties{margin-top:2rem}
.sub{font-size:.875rem;font-weight:600;color:var(--soft);margin:1rem 0 .4rem}
.lead{color:var(--soft);margin-bottom:.75rem;max-width:42rem}

.good{--t:var(--good);--b:var(--good-bg)}.bad{--t:var(--bad);--b:var(--bad-bg)}.open{--t:var(--open);--b:var(--open-bg)}
.mild{--t:var(--mild);--b:var(--mild-bg)}.odd{--t:var(--odd);--b:var(--odd-bg)}.quiet{--t:var(--quiet);--b:var(--quiet-bg)}

.decision{background:var(--b);border:1px solid color-mix(in srgb,var(--t) 28%,transparent);border-radius:14px;padding:1.25rem;margin-bottom:1rem}
.decision .verdict{display:flex;gap:.9rem;align-items:flex-start}
.decision .sign{flex:none;display:grid;place-items:center;width:2.75rem;height:2.75rem;border-radius:50%;background:var(--t);color:var(--b);font-size:1.35rem;font-weight:700;line-height:1}
h1{font-size:1.75rem;line-height:1.15;font-weight:700;letter-spacing:-.01em;color:var(--t)}
.decision .verdict p{margin-top:.2rem}
.reasons{margin-top:1rem;border-top:1px solid color-mix(in srgb,var(--t) 22%,transparent)}
.reasons li{padding:.6rem 0;border-bottom:1px solid color-mix(in srgb,var(--t) 22%,transparent)}
.reasons li:last-child a[href='#clauses']{text-decoration:underline}
.reasons li:last-child{border-bottom:0;padding-bottom:0}
.reasons a{color:inherit;text-decoration:none;display:block}
.reasons .ids{display:flex;flex-wrap:wrap;gap:0 .6rem}
.reasons a:hover span{text-decoration:underline}
.reasons .id{color:var(--t);margin-right:.35rem}
.reasons small{color:var(--ink);opacity:.8;overflow-wrap:anywhere}
.first{font-size:1.0625rem;margin:1.1rem 0 0;color:var(--t)}
ol.reasons{list-style:none;margin:.5rem 0 0;padding:0}
.dependents{margin:.35rem 0 0 .25rem;padding-left:.85rem;border-left:2px solid color-mix(in srgb,var(--t) 30%,transparent)}
.reasons .dependents li{border:0;padding:.15rem 0;font-size:.9375rem;display:flex;gap:.5rem;flex-wrap:wrap;align-items:center}
.next{margin-top:.9rem}.next b{color:var(--t);margin-right:.35rem}

.facts{display:grid;grid-template-columns:repeat(auto-fill,minmax(15rem,1fr));gap:0 1.5rem;background:var(--card);border:1px solid var(--line);border-radius:14px;padding:.6rem 1.25rem}
.facts div{padding:.45rem 0;min-width:0}.facts .wide{grid-column:1/-1}
.facts dt{font-size:.8125rem;color:var(--soft)}
.facts dd{overflow-wrap:anywhere}
.bar{display:block;width:100%;height:10px;border-radius:5px;margin:1.1rem 0 .6rem;overflow:hidden}
.bar{shape-rendering:crispEdges}.fill{fill:var(--t)}.fill.quiet{fill:var(--line)}
.legend{display:flex;flex-wrap:wrap;gap:.4rem 1rem;font-size:.9375rem}
.badge{display:inline-flex;gap:.35rem;align-items:center;background:var(--b);color:var(--t);border-radius:99px;padding:.08rem .6rem .08rem .5rem;font-size:.8125rem;font-weight:600;white-space:nowrap;line-height:1.5}
.badge i{font-style:normal;font-weight:700;width:.8em;text-align:center}

.broken{background:var(--card);border:1px solid var(--line);box-shadow:inset 4px 0 0 var(--t);border-radius:14px;padding:1rem 1.25rem 1.1rem 1.4rem;overflow:hidden;margin-bottom:1.25rem}
.tags{display:flex;flex-wrap:wrap;gap:.3rem .6rem;align-items:center;font-size:.9375rem}
.broken h3{font-size:1.125rem;line-height:1.4;margin:.5rem 0;font-weight:600;max-width:48rem}
.blame{color:var(--soft)}.blame b{color:var(--ink);margin-right:.25rem}
.violation{border-top:1px solid var(--line);margin-top:.9rem;padding-top:.9rem}
.subject{font-size:.9375rem;font-weight:600;margin-bottom:.5rem}
h4{font-size:.875rem;font-weight:600;margin:1.1rem 0 .4rem}
h5{font-size:.875rem;font-weight:600;padding:.55rem .8rem;border-bottom:1px solid var(--line)}
.said{display:grid;gap:.35rem}
.said div{display:grid;grid-template-columns:8.5rem 1fr;gap:.75rem}
.said dt{color:var(--soft)}
.said dd{overflow-wrap:anywhere}
.said .actual dd{color:var(--t);font-weight:600}
.said .fix dd{font-weight:600}
.name{font-weight:650}
td .name{display:block}
pre{font-size:.8125rem;line-height:1.55;white-space:pre-wrap;overflow-wrap:anywhere;background:var(--well);border-radius:8px;padding:.6rem .8rem;tab-size:2}
pre.hex{white-space:pre;overflow-x:auto;overflow-wrap:normal;font-size:.75rem}
.note{margin-top:.5rem}
.bytes{background:var(--well);border-radius:8px;padding-bottom:.35rem}
.bytes details,.message details{padding:0 .8rem .25rem}
.key{display:flex;flex-wrap:wrap;gap:.4rem;font-size:.8125rem;padding:0 .8rem .35rem;align-items:center}
.part{border-radius:3px;box-decoration-break:clone;-webkit-box-decoration-break:clone}
.key .part{padding:0 .4rem;border:1px solid var(--line)}
.date{background:var(--date)}.login{background:var(--login)}
.escape{color:var(--open);background:var(--open-bg);border-radius:3px}
.hidden-value{color:var(--odd);background:var(--odd-bg);border-radius:3px}
.exchanges{display:grid;gap:.75rem;grid-template-columns:minmax(0,1fr)}
.exchange{margin:0;border:1px solid var(--line);border-radius:10px;overflow:hidden;min-width:0}
.exchange.breaking{border-color:color-mix(in srgb,var(--t) 45%,transparent)}
.exchange.breaking h5{color:var(--t);background:var(--b)}
.message{font-family:var(--mono);font-size:.8125rem;line-height:1.55;padding:.6rem 0 .4rem}
.message.answer{border-top:1px dashed var(--line)}
.line,.headers li,.empty{padding:0 .8rem;overflow-wrap:anywhere}
.headers .name{color:var(--soft)}
.empty{color:var(--soft);font-style:italic;padding-top:.25rem}
.message pre{background:none;padding:.4rem .8rem .2rem;border-radius:0}
.differs{box-shadow:inset 3px 0 0 var(--focus);background:color-mix(in srgb,var(--focus) 7%,transparent)!important}
.status{padding:.05rem .45rem;border-radius:4px;background:var(--quiet-bg)}
.s2{color:var(--good);background:var(--good-bg)}.s4{color:var(--open);background:var(--open-bg)}.s5{color:var(--bad);background:var(--bad-bg)}
details{font-size:.9375rem}
summary h2{display:inline;margin:0}
.folded>summary{color:var(--ink)}.folded[open]>summary{margin-bottom:.5rem}
.evidence{margin-top:.9rem}.other{margin-top:.9rem}
.violation>details,.basis{margin-top:.6rem}
summary{cursor:pointer;color:var(--link);font-size:.875rem;padding:.3rem 0;width:fit-content;font-family:system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
.basis p{max-width:48rem}
.again h4{margin-top:.9rem}
.copyable{position:relative}
.copyable pre{padding-right:4.75rem;min-height:2.75rem;display:block}
.copy{position:absolute;top:.35rem;right:.35rem;font:600 .8125rem system-ui,sans-serif;color:var(--ink);background:var(--card);border:1px solid var(--line);border-radius:7px;min-height:2rem;padding:0 .75rem;cursor:pointer}
.copy.done::after{content:' ✓';color:var(--good)}
.copy:hover{border-color:var(--soft)}
[hidden]{display:none!important}

.filters{display:flex;flex-wrap:wrap;gap:.5rem 1rem;margin-bottom:.75rem;font-size:.875rem;color:var(--soft)}
select{font:inherit;color:var(--ink);background:var(--card);border:1px solid var(--line);border-radius:8px;padding:.4rem .6rem;min-height:2.5rem;margin-left:.35rem}
table{width:100%;border-collapse:separate;border-spacing:0;background:var(--card);border:1px solid var(--line);border-radius:14px;overflow:hidden}
th{text-align:left;font-size:.8125rem;font-weight:600;color:var(--soft)}
th,td{padding:.55rem .8rem;vertical-align:top}
tr+tr td,tbody .family th{border-top:1px solid var(--line)}
.family th{background:var(--well);color:var(--ink);padding:.4rem .8rem}
.number{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
td.c,td.v{white-space:nowrap}
.level{font-size:.8125rem;color:var(--soft);margin-left:.35rem}
.subjects li{padding:.15rem 0}
td details summary{padding:.1rem 0}
tr:target td,.broken:target{background:color-mix(in srgb,var(--focus) 6%,var(--card))}
.list{background:var(--card);border:1px solid var(--line);border-radius:14px;overflow:hidden}
.list>li{padding:.65rem 1.1rem;border-top:1px solid var(--line);overflow-wrap:anywhere}
.list>li:first-child{border-top:0}
.list .id{margin-right:.35rem}.list .badge{margin-right:.35rem}
.seen{margin-top:.3rem}.seen li{padding:.1rem 0 .1rem .8rem;border-left:2px solid var(--line);margin-top:.25rem}
footer{color:var(--soft);font-size:.8125rem;padding-bottom:2.5rem}
footer p+p{margin-top:.3rem}

@media (min-width:60rem){
  .exchanges{grid-template-columns:repeat(auto-fit,minmax(26rem,1fr))}
  .decision{padding:1.6rem 1.75rem 1.3rem}h1{font-size:2.1rem}
}
@media (max-width:40rem){
  .facts{grid-template-columns:1fr 1fr;padding:.4rem 1rem}.facts div:first-child{grid-column:1/-1}
  .said div{grid-template-columns:1fr;gap:0}.said{gap:.6rem}
  .broken{padding:.9rem 1rem 1rem 1.15rem}
  thead{position:absolute;left:-99rem}
  table,tbody{display:block}
  tr{display:grid;grid-template-columns:1fr auto;gap:.25rem .75rem;padding:.6rem .9rem;border-top:1px solid var(--line)}
  tr td,tbody .family th{border:0!important;padding:0}
  td.c{grid-area:1/1}td.v{grid-area:1/2}td.s{grid-area:2/1/3/3}td.number{display:none}
  .family{padding:.4rem .9rem;background:var(--well)}
}
@media print{
  :root{--paper:#fff;--card:#fff;--well:#fff}
  body{font-size:11pt}.filters,.copy,.skip{display:none!important}
  .broken,.decision,.exchange,tr{break-inside:avoid}
  .broken{break-inside:auto}a{color:inherit;text-decoration:none}
  pre{border:1px solid var(--line)}
}
`;

export const script = `
'use strict';
for (const filters of document.querySelectorAll('.filters')) filters.hidden = false;
const verdict = document.getElementById('by-verdict');
const family = document.getElementById('by-family');
const shown = document.getElementById('shown');
function filter() {
  let count = 0;
  for (const body of document.querySelectorAll('tbody[data-family]')) {
    let left = 0;
    for (const row of body.querySelectorAll('tr[data-verdict]')) {
      const stays = (!verdict.value || row.dataset.verdict === verdict.value) && (!family.value || body.dataset.family === family.value);
      row.hidden = !stays;
      if (stays) left += 1;
    }
    body.hidden = left === 0;
    count += left;
  }
  shown.textContent = String(count);
}
verdict.addEventListener('change', filter);
family.addEventListener('change', filter);
for (const button of document.querySelectorAll('.copy')) {
  button.hidden = false;
  button.addEventListener('click', async () => {
    const text = button.parentElement.querySelector('pre');
    try {
      await navigator.clipboard.writeText(text.textContent);
      button.classList.add('done');
    } catch {
      getSelection().selectAllChildren(text);
    }
    setTimeout(() => button.classList.remove('done'), 2000);
  });
}
let opened = [];
addEventListener('beforeprint', () => {
  opened = [...document.querySelectorAll('details:not([open])')];
  for (const details of opened) details.open = true;
});
addEventListener('afterprint', () => { for (const details of opened) details.open = false; });
`;
