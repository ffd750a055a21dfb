/** The style sheet of the report; both colour schemes, contrast of text at least 4.5 : 1. */
export const reportStyle = `
:root{color-scheme:light dark;--wrong:#d9480f;--training:light-dark(#1864ab,#74c0fc);--validation:light-dark(#a61e4d,#faa2c1)}
body{font:16px/1.5 system-ui,sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem}
dl{display:grid;grid-template-columns:minmax(7rem,max-content) 1fr;gap:.2rem 1rem}
@media(max-width:30rem){dl{display:block}dd{margin-bottom:.5rem}}
dt{font-weight:600}dd{margin:0;overflow-wrap:anywhere}
figure{margin:0}figcaption{max-width:40rem}svg{width:100%;max-width:40rem;height:auto}svg.square{max-width:20rem}
polyline{fill:none;stroke-width:2}.training{stroke:var(--training);fill:var(--training)}
.validation{stroke:var(--validation);fill:var(--validation)}polyline.training,polyline.validation{fill:none}
span.training{color:var(--training)}span.validation{color:var(--validation)}
.dot{fill-opacity:.5}.diagonal{stroke:currentColor;stroke-dasharray:4 4;opacity:.5}
.band{fill:var(--validation);opacity:.2}.grid{stroke:currentColor;opacity:.15}.tick{font-size:12px;fill:currentColor}
.wide{overflow-x:auto}table{border-collapse:collapse;font-variant-numeric:tabular-nums}
th,td{padding:.2rem .5rem;text-align:right;border:1px solid color-mix(in srgb,currentColor 20%,transparent)}
td.right{font-weight:600}caption{text-align:left;padding-bottom:.5rem}
.hardest{list-style:none;padding:0;display:grid;grid-template-columns:repeat(auto-fill,minmax(8rem,1fr));gap:.75rem}
.hardest li{display:flex;gap:.5rem;align-items:center;font-size:.85rem}
.hardest img{image-rendering:pixelated;border:1px solid color-mix(in srgb,currentColor 20%,transparent)}`;
