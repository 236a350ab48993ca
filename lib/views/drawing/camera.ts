// A picture from the reader's camera: asked for on a press, and what it sees goes nowhere.
import {button} from "../kit/controls.js";
import {html, write} from "../kit/dom.js";
import {notice} from "../kit/notice.js";
import {texts} from "../kit/texts.js";
import {type Picture, pictureOf} from "./colour-picture.js";

const t = texts({
  en: {
    open: "Use the camera…",
    take: "Take the picture",
    asking: "asking for the camera…",
    sees: "What the camera sees",
    missing: "There is no camera that this page may use. The picture stays.",
    refused:
      "The camera was not allowed. The picture stays; the browser’s settings for this page allow it again.",
    failed: (why: string) => `The camera gives no picture: ${why}. The picture stays.`
  },
  zh: {
    open: "用摄像头……",
    take: "拍下",
    asking: "正在请求摄像头……",
    sees: "摄像头看到的",
    missing: "没有本页可以使用的摄像头。原来的图片保留。",
    refused: "摄像头没有得到允许。原来的图片保留；在浏览器对本页的设置里可以重新允许。",
    failed: why => `摄像头没有给出图片：${why}。原来的图片保留。`
  }
});

/**
 * A button that opens the camera, and takes a picture with it; `place` is where it shows what it sees, in the place of
 * what stands there; `most` the pixels on the longer side of what is used. `stop` ends it, as when another picture is taken.
 */
export function camera(use: (picture: Picture) => void, place: HTMLElement, most?: number) {
  let stream: MediaStream | undefined;
  let wanted = false;
  const video = html("video", {"aria-label": t.sees, playsinline: true});
  video.muted = true;

  function stop() {
    wanted = false;
    for (const track of stream?.getTracks() ?? []) track.stop();
    stream = undefined;
    video.srcObject = null;
    video.replaceWith(place);
    write(element, t.open);
  }

  async function start() {
    wanted = true;
    element.disabled = true;
    write(element, t.asking);
    try {
      stream = await navigator.mediaDevices.getUserMedia({video: {facingMode: "environment"}});
      // It was allowed late: the reader has another picture by now, or is elsewhere.
      if (!wanted || document.hidden) return stop();
      video.srcObject = stream;
      place.replaceWith(video);
      await video.play();
      write(element, t.take);
    } catch (error) {
      stop();
      notice(why(error));
    } finally {
      element.disabled = false;
    }
  }

  const element = button(t.open, () => {
    if (!stream) return start();
    const picture = pictureOf(video, video.videoWidth, video.videoHeight, most);
    stop();
    use(picture);
  });
  // Nobody is filmed by a page that is not looked at.
  document.addEventListener("visibilitychange", () => document.hidden && stream && stop());
  return {element, stop};
}

/** Why there is no picture, in words. */
function why(error: unknown): string {
  const name = error instanceof Error ? error.name : "";
  // Without https, browsers have no camera to give.
  if (!navigator.mediaDevices || name === "NotFoundError") return t.missing;
  return name === "NotAllowedError" ? t.refused : t.failed(String(error));
}
