/**
 * Returns a function that asks, one question at a time: what is asked while an answer is awaited waits, and only the newest
 * of it is asked then. Answers to what is no longer asked are dropped.
 */
export function newest<A>(ask: () => Promise<A>, answered: (answer: A) => void): () => Promise<void> {
  let asking = false;
  let again = false;
  return async () => {
    again = true;
    if (asking) return;
    asking = true;
    try {
      while (again) {
        again = false;
        const answer = await ask();
        if (!again) answered(answer);
      }
    } finally {
      asking = false;
    }
  };
}
