// What a finger on a figure means. It scrolls the page, unless it taps, goes sideways where something is drawn, or begins
// on what is there to be dragged (`touch-action: none`): nobody who swipes over a figure changes it.

/** Pixels that a finger may move and still taps; who goes farther sideways than up or down draws. */
const slop = 8;

const tapping = ({pointerType, buttons}: PointerEvent) => pointerType !== "mouse" && buttons !== 0;

/** Where there is nothing to scroll, no browser takes a swipe away: it ends like a tap, elsewhere. */
const swiped = (down: {clientY: number}, up: PointerEvent) => Math.abs(up.clientY - down.clientY) > slop;

/** Calls back where somebody points: with a mouse or a pen in the air over the area, with a finger by a tap. */
export function pointed(area: Element, act: (event: MouseEvent) => void): void {
  area.addEventListener("pointermove", event => {
    if (!tapping(event as PointerEvent)) act(event as PointerEvent);
  });
  area.addEventListener("click", event => act(event as MouseEvent));
}

/**
 * Strokes over an area: `begin` is called when one begins, and what it returns with each of its places. A mouse begins
 * when it is pressed; a finger when it moves on what is there to be dragged, or sideways, or when it taps: what a tap is
 * the browser says by its click, for it alone knows whether the page scrolls. The area's `touch-action` is `pan-y`, and it
 * is a drawing as a whole: browsers do not ask what the shapes in it allow.
 */
export function strokes(area: SVGElement, begin: (down: PointerEvent) => (at: PointerEvent) => void): void {
  const draggable = ({target}: Event) => getComputedStyle(target as Element).touchAction === "none";
  let lifted: PointerEvent | undefined;
  // Whether a finger has come down on a page that scrolls, which goes on with that whatever is under it.
  let scrolling = false;
  area.addEventListener(
    "touchstart",
    event => {
      scrolling = !event.cancelable;
      if (!scrolling && draggable(event)) event.preventDefault();
    },
    {passive: false}
  );
  area.addEventListener("click", () => {
    if (lifted) begin(lifted)(lifted);
    lifted = undefined;
  });
  // Before its touchstart.
  area.addEventListener("pointerdown", down => {
    lifted = undefined;
    scrolling = false;
    let draw: ((at: PointerEvent) => void) | undefined;
    const start = () => {
      area.setPointerCapture(down.pointerId);
      draw = begin(down);
      draw(down);
    };
    const held = draggable(down);
    if (!tapping(down)) start();
    const ends = new AbortController();
    const own = (act: (event: PointerEvent) => void) => (event: PointerEvent) => {
      if (event.pointerId === down.pointerId) act(event);
    };
    const move = own(at => {
      const [x, y] = [Math.abs(at.clientX - down.clientX), Math.abs(at.clientY - down.clientY)];
      if (!draw && ((held && !scrolling) || (x > slop && x > y))) start();
      draw?.(at);
    });
    const up = own(() => {
      if (!draw) lifted = down;
      ends.abort();
    });
    area.addEventListener("pointermove", move, ends);
    area.addEventListener("pointerup", up, ends);
    area.addEventListener(
      "pointercancel",
      own(() => ends.abort()),
      ends
    );
  });
}

/**
 * Makes all sliders below a root wait for what a finger is going to do: browsers set them where it comes down, and leave
 * them there when it scrolls.
 */
export function steadySliders(root: EventTarget): void {
  let held: {range: HTMLInputElement; down: PointerEvent; value: string} | undefined;
  let quiet: {range: HTMLInputElement; value: string} | undefined;
  const listen = (name: string, act: (event: Event) => void) =>
    root.addEventListener(name, act, {capture: true, passive: true});
  const aim = (event: Event) => event.composedPath()[0];
  const mine = (act: (event: PointerEvent) => void) => (event: Event) => {
    if ((event as PointerEvent).pointerId === held?.down.pointerId) act(event as PointerEvent);
  };
  /** What it meant is clear: what the browser has set meanwhile counts. */
  const release = () => {
    const {range, value} = held!;
    held = undefined;
    if (range.value !== value) range.dispatchEvent(new Event("input", {bubbles: true, composed: true}));
  };
  listen("pointerdown", event => {
    const range = aim(event);
    quiet = undefined;
    if (!(range instanceof HTMLInputElement) || range.type !== "range" || !tapping(event as PointerEvent))
      return;
    held = {range, down: event as PointerEvent, value: range.value};
  });
  listen(
    "pointermove",
    mine(({clientX}) => {
      if (Math.abs(clientX - held!.down.clientX) > slop) release();
    })
  );
  const restore = () => {
    quiet = held!;
    held = undefined;
    quiet.range.value = quiet.value;
  };
  listen("pointercancel", mine(restore));
  listen(
    "pointerup",
    mine(up => (swiped(held!.down, up) ? restore() : release()))
  );
  for (const name of ["input", "change"])
    listen(name, event => {
      const range = aim(event);
      if (range === held?.range || range === quiet?.range) event.stopImmediatePropagation();
      // Firefox sets it once more when the finger is gone.
      if (range === quiet?.range) quiet.range.value = quiet.value;
    });
}
