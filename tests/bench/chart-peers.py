"""How fast charts are beside two programs that others use: uPlot in a headless Chromium, and gnuplot.

Each figure is a ratio within one run.  Where a peer cannot be had its part is skipped, and the benchmark says that it was: it
fetches uPlot from npm once, and installs nothing.
"""

import http.server
import math
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

UPLOT = "uplot@1.6.32"
BENCH = sys.argv[1]
RUNS = 3
# What tells whoever runs it that something was not measured.
SKIPPED = 77
skipped = []

PAGE = """<!doctype html><meta charset="utf-8"><style>%(css)s body{margin:0}</style><body><script>%(js)s</script><script>
const P=%(panels)d,S=%(subjects)d,N=%(results)d,plots=[];
for(let p=0;p<P;p++){const x=[];for(let k=0;k<N;k++)x.push(k*7);const data=[x],series=[{}];
 for(let s=0;s<S;s++){const y=[];for(let k=0;k<N;k++)y.push(100+20*Math.sin(k/3+s)+(s*7919+k*104729)%%30);
  data.push(y);series.push({stroke:"#a4a4aa",width:1,points:{show:true,size:3,fill:"#a4a4aa"}});}
 const other=data.map((c,i)=>i?c.map(v=>v+1):c);plots.push(new uPlot({width:400,height:240,title:"Panel "+p,scales:{x:{time:false}},legend:{show:false},series},data,document.body));plots[p].sets=[data,other];}
let turn=0;function redraw(){turn=1-turn;for(const u of plots){u.setData(u.sets[turn]);}
 return new Promise(done=>queueMicrotask(()=>{for(const u of plots)u.ctx.getImageData(0,0,1,1);done();}));}
(async()=>{const times=[];for(let i=0;i<15;i++){const a=performance.now();await redraw();times.push(performance.now()-a);}
 times.sort((a,b)=>a-b);await fetch("/done?"+times[7]);})();
</script>"""


def skip(what):
    print("skipped:", what)
    skipped.append(what)
    return True


def fetch_uplot(folder):
    if not shutil.which("npm"):
        return None
    run = subprocess.run(["npm", "pack", UPLOT, "--silent"], cwd=folder, capture_output=True, text=True)
    if run.returncode != 0:
        return None
    subprocess.run(["tar", "xf", run.stdout.split()[-1]], cwd=folder, check=True)
    return folder / "package" / "dist"


class Page(http.server.BaseHTTPRequestHandler):
    """Gives the page, and takes its figure: a clock of the browser's own, not one that it is told to run faster."""

    def do_GET(self):
        if self.path.startswith("/done?"):
            self.server.figure = float(self.path.split("?")[1])
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(self.server.page if self.path == "/" else b"")

    def log_message(self, *_):
        pass


def time_uplot(folder, dist, panels, subjects, results):
    server = http.server.HTTPServer(("127.0.0.1", 0), Page)
    server.timeout = 5
    server.figure = None
    server.page = (PAGE % {"css": (dist / "uPlot.min.css").read_text(), "js": (dist / "uPlot.iife.min.js").read_text(),
                           "panels": panels, "subjects": subjects, "results": results}).encode()
    browser = subprocess.Popen([shutil.which("chromium"), "--headless=new", "--no-sandbox", "--disable-gpu",
                                "--force-device-scale-factor=1", "--window-size=1200,1000", f"--user-data-dir={folder}/profile",
                                f"http://127.0.0.1:{server.server_port}/"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    end = time.monotonic() + 120
    while server.figure is None and time.monotonic() < end and browser.poll() is None:
        server.handle_request()
    browser.terminate()
    browser.wait()
    server.server_close()
    return server.figure


def time_ours(panels, subjects, results):
    run = subprocess.run([BENCH, "grid", str(panels), str(subjects), str(results)], capture_output=True, text=True, check=True)
    return float(run.stdout)


def compare_uplot(folder):
    if not shutil.which("chromium"):
        return skip("uPlot (no chromium)")
    dist = fetch_uplot(folder)
    if dist is None:
        return skip("uPlot (npm cannot fetch it)")
    kept = True
    for panels, subjects, results, least in (12, 36, 50, 2), (12, 1, 60, 4):
        theirs, ours = [], []
        for _ in range(RUNS):
            figure = time_uplot(folder, dist, panels, subjects, results)
            if figure is None:
                skip("uPlot (the page did not come to its end)")
                return kept
            theirs.append(figure)
            ours.append(time_ours(panels, subjects, results))
        ratio = statistics.median(theirs) / statistics.median(ours)
        kept &= ratio >= least
        print(f"{panels} × {subjects} × {results}: ours {statistics.median(ours):.1f} ms, uPlot {statistics.median(theirs):.1f} ms, "
              f"{ratio:.1f} times as fast, at least {least}{'' if ratio >= least else '  TOO SLOW'}")
    return kept


def time_process(command):
    start = time.monotonic()
    subprocess.run(command, check=True, capture_output=True)
    return (time.monotonic() - start) * 1000


def compare_gnuplot(folder):
    if not shutil.which("gnuplot"):
        return skip("gnuplot (not installed)")
    kept = True
    for points in 10**4, 10**5, 10**6:
        data = folder / "data.txt"
        data.write_text("".join(f"{i} {math.sin(i / points * 40) + 0.3 * ((i * 7919) % 1000 / 1000 - 0.5):.4f}\n" for i in range(points)))
        script = folder / "plot.gp"
        script.write_text(f'set terminal pngcairo size 1200,400\nset output "{folder}/theirs.png"\nset grid\nunset key\n'
                          f'plot "{data}" with lines\n')
        runs = 1 if points == 10**6 else RUNS
        theirs, ours = [], []
        for _ in range(runs):
            theirs.append(time_process(["gnuplot", str(script)]))
            ours.append(time_process([BENCH, "png", str(data), f"{folder}/ours.png"]))
        ratio = statistics.median(theirs) / statistics.median(ours)
        kept &= ratio > 1
        print(f"{points} points to a PNG from process start: ours {statistics.median(ours):.0f} ms, gnuplot {statistics.median(theirs):.0f} ms, "
              f"{ratio:.1f} times as fast{'' if ratio > 1 else '  TOO SLOW'}")
    return kept


with tempfile.TemporaryDirectory() as name:
    place = pathlib.Path(name)
    kept_all = compare_gnuplot(place)
    kept_all &= compare_uplot(place)
sys.exit(1 if not kept_all else SKIPPED if skipped else 0)
