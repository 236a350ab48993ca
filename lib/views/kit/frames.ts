/** Resolves before the browser paints next; at once-ish in a hidden tab, where no frame would come. */
export function nextFrame(): Promise<void> {
  return new Promise(resolve => {
    if (document.hidden) setTimeout(resolve, 16);
    else requestAnimationFrame(() => resolve());
  });
}

/**
 * For work that does not fit into a frame: the control that asked for it is seen to move first, and of what is asked for
 * meanwhile only the newest is done.
 *
 *     const later = afterFrame();
 *     state.follow(values => later(() => draw(measure(values))), ["gain"]);
 */
export function afterFrame(): (work: () => void) => void {
  let newest: (() => void) | undefined;
  return work => {
    const waits = newest !== undefined;
    newest = work;
    if (waits) return;
    void nextFrame().then(() =>
      setTimeout(() => {
        const due = newest;
        newest = undefined;
        due?.();
      })
    );
  };
}
