// What runs in a measured page before its own scripts: watches what the page shows, and how long it takes.

export interface Probe {
  /** Times in ms from the start of the visit; undefined as long as nothing has come. */
  firstPaint?: number;
  largestPaint?: number;
  /** When a figure and a control stood in the page and the main thread had come to rest. */
  figure?: number;
  /** What long tasks take beyond 50 ms, from the first paint on. */
  blocking: number;
  /** The largest sum of layout shifts less than a second apart, within five seconds. */
  shift: number;
  /** From an input's event to just after the next paint, in ms. */
  moves: number[];
  /** The browser's own durations of interactions, in ms. */
  interactions: number[];
}

/** Sent as text: it uses nothing from outside. */
export function probe(): void {
  if (window !== window.top) return;
  const found: Probe = {blocking: 0, shift: 0, moves: [], interactions: []};
  (window as unknown as {probe: Probe}).probe = found;
  const observe = (type: string, see: (entry: PerformanceEntry) => void, more = {}) =>
    new PerformanceObserver(list => {
      for (const entry of list.getEntries()) see(entry);
    }).observe({type, buffered: true, ...more});
  observe("paint", ({name, startTime}) => {
    if (name === "first-contentful-paint") found.firstPaint = startTime;
  });
  observe("largest-contentful-paint", ({startTime}) => {
    found.largestPaint = startTime;
  });
  observe("longtask", ({startTime, duration}) => {
    if (startTime >= (found.firstPaint ?? 0)) found.blocking += duration - 50;
  });
  observe(
    "event",
    entry => {
      if ((entry as PerformanceEventTiming & {interactionId?: number}).interactionId)
        found.interactions.push(entry.duration);
    },
    {durationThreshold: 16}
  );
  let burst = {start: Number.NEGATIVE_INFINITY, last: Number.NEGATIVE_INFINITY, sum: 0};
  observe("layout-shift", entry => {
    const {startTime, value, hadRecentInput} = entry as PerformanceEntry & {
      value: number;
      hadRecentInput: boolean;
    };
    if (hadRecentInput) return;
    if (startTime - burst.last > 1000 || startTime - burst.start > 5000)
      burst = {start: startTime, last: startTime, sum: 0};
    burst = {...burst, last: startTime, sum: burst.sum + value};
    found.shift = Math.max(found.shift, burst.sum);
  });
  // A message posted in a frame's callback arrives after the frame's paint.
  addEventListener(
    "keydown",
    ({timeStamp}) => {
      const {port1, port2} = new MessageChannel();
      port1.onmessage = () => found.moves.push(performance.now() - timeStamp);
      requestAnimationFrame(() => port2.postMessage(0));
    },
    true
  );
  const seen = (selector: string) =>
    [...document.querySelectorAll(selector)].some(element => element.checkVisibility());
  const wait = () => {
    if (seen("main figure :is(svg, canvas, math, table)") && seen("main figure :is(input, button, summary)"))
      requestIdleCallback(
        () => {
          found.figure = performance.now();
        },
        {timeout: 3000}
      );
    else setTimeout(() => requestAnimationFrame(wait), 50);
  };
  requestAnimationFrame(wait);
}
