/**
 * Keeps from all below a root the keys that belong to an input method: Enter takes a word into the text and Escape drops
 * it, arrows go through what it offers. Nothing is chosen, stepped or closed by them. The code editor knows that itself.
 */
export function letCompose(root: EventTarget): void {
  root.addEventListener(
    "keydown",
    event => {
      const {isComposing, keyCode} = event as KeyboardEvent;
      const [target] = event.composedPath();
      // Safari tells of the end before it tells of the key that ended it.
      if ((isComposing || keyCode === 229) && !(target as Element).closest?.(".cm-editor"))
        event.stopImmediatePropagation();
    },
    {capture: true}
  );
}
