// A stand-in for a course's system: a page with the interface of SCORM 1.2 (ADL, SCORM Run-Time Environment 1.2, sections
// 3.3 and 3.4), as strict as the text. It keeps what it is told for each learner, in the browser, as the lesson does; what
// it is told against the rules stands in `faults`.

interface Element {
  readonly read?: boolean;
  readonly write?: RegExp;
}

const score = {read: true, write: /^(\d{1,2}(\.\d+)?|100(\.0+)?)?$/} as const;

/** Elements of its data: whether they can be read, and what they can be set to. */
const elements: {readonly [element: string]: Element} = {
  "cmi.core.student_id": {read: true},
  "cmi.core.student_name": {read: true},
  "cmi.core.lesson_mode": {read: true},
  "cmi.core.lesson_location": {read: true, write: /^.{0,255}$/},
  "cmi.core.lesson_status": {read: true, write: /^(passed|completed|failed|incomplete|browsed)$/},
  "cmi.core.score.raw": score,
  "cmi.core.score.min": score,
  "cmi.core.score.max": score,
  "cmi.core.exit": {write: /^(time-out|suspend|logout|)$/},
  "cmi.core.session_time": {write: /^\d{2,4}:[0-5]\d:[0-5]\d(\.\d{1,2})?$/},
  "cmi.suspend_data": {read: true, write: /^.{0,4096}$/}
};

/** Runs in the page. The address says who the learner is: `?student=ada`, and perhaps `&mode=review`. */
function system(elements: {readonly [element: string]: {readonly read?: boolean; readonly write?: string}}) {
  const address = new URLSearchParams(location.search);
  const student = address.get("student") ?? "";
  const name = `lms ${student}`;
  const data: {[element: string]: string} = {
    "cmi.core.lesson_status": "not attempted",
    ...JSON.parse(localStorage.getItem(name) ?? "{}"),
    "cmi.core.student_id": student,
    "cmi.core.lesson_mode": address.get("mode") ?? "normal"
  };
  const faults: string[] = JSON.parse(localStorage.getItem("lms faults") ?? "[]");
  let stage: "before" | "running" | "over" = "before";
  const must = (holds: boolean | undefined, what: string) => {
    if (!holds) faults.push(what);
    localStorage.setItem("lms faults", JSON.stringify(faults));
    return holds ? "true" : "false";
  };
  const keep = () => localStorage.setItem(name, JSON.stringify(data));
  Object.assign(globalThis, {
    faults,
    data,
    API: {
      LMSInitialize(none: unknown) {
        const said = must(none === "" && stage === "before", `LMSInitialize(${none}) ${stage}`);
        stage = "running";
        return said;
      },
      LMSGetValue(element: string) {
        const right = must(
          stage === "running" && elements[element]?.read,
          `LMSGetValue(${element}) ${stage}`
        );
        return right === "true" ? (data[element] ?? "") : "";
      },
      LMSSetValue(element: string, value: unknown) {
        const write = elements[element]?.write;
        const right = must(
          stage === "running" &&
            typeof value === "string" &&
            write !== undefined &&
            new RegExp(write).test(value),
          `LMSSetValue(${element}, ${String(value).slice(0, 80)}) ${stage}`
        );
        if (right === "true") data[element] = value as string;
        return right;
      },
      LMSCommit(none: unknown) {
        const said = must(none === "" && stage === "running", `LMSCommit(${none}) ${stage}`);
        keep();
        return said;
      },
      LMSFinish(none: unknown) {
        const said = must(none === "" && stage === "running", `LMSFinish(${none}) ${stage}`);
        stage = "over";
        data.finished = String(Number(data.finished ?? 0) + 1);
        keep();
        return said;
      },
      LMSGetLastError: () => "0",
      LMSGetErrorString: () => "",
      LMSGetDiagnostic: () => ""
    }
  });
  document.querySelector("iframe")!.src = "content/scorm.html";
}

const written = Object.fromEntries(
  Object.entries(elements).map(([element, {read, write}]) => [element, {read, write: write?.source}])
);

/** The page, with the package in the folder `content` beside it. */
export const lmsPage = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>A course</title>
<link rel="icon" href="data:,">
<style>body { margin: 0 } iframe { width: 100%; height: 100vh; border: 0; display: block }</style>
<iframe title="A unit"></iframe>
<script>globalThis.__name = f => f; (${system})(${JSON.stringify(written)});</script>
`;
