/**
 * A worker from a module of the lesson, for whatever page: browsers start none from another origin, so there a script of
 * the page's own imports it.
 */
export function moduleWorker(url: string): Worker {
  if (new URL(url).origin === location.origin) return new Worker(url, {type: "module"});
  const script = new Blob([`import ${JSON.stringify(url)};`], {type: "text/javascript"});
  return new Worker(URL.createObjectURL(script), {type: "module"});
}
