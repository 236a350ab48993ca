/**
 * When a question is asked again: at once if it was missed, else after 1, 3, 7 and 21 days. Recalling a thing after longer
 * and longer times keeps it better than reading it again (Karpicke and Roediger 2008; Cepeda et al. 2006). Days are whole
 * numbers, counted in the reader's own calendar. Nothing here touches the page or its clock.
 */

/** After how many days a question is due again, when it has been answered right once, twice, … in a row. */
export const intervals = [1, 3, 7, 21] as const;

/** How many questions a review asks. */
export const reviewSize = 8;

/** What is kept of one question. */
export interface Recall {
  /** Of this form; what an earlier or later edition of the lesson keeps may differ. */
  readonly version: 1;
  /** Right answers in a row, each given when it was due; 0 where the last was wrong. */
  readonly right: number;
  /** The day of the last answer that counts. */
  readonly day: number;
}

const whole = (value: unknown, most: number) =>
  Number.isInteger(value) && (value as number) >= 0 && (value as number) <= most;

export function isRecall(value: unknown): value is Recall {
  if (typeof value !== "object" || value === null) return false;
  const {version, right, day} = value as {[name: string]: unknown};
  return version === 1 && whole(right, intervals.length) && whole(day, 100_000);
}

/** The day on the reader's calendar, counted from 1 January 1970. */
export const dayOf = (date: Date): number =>
  Math.floor((date.getTime() - date.getTimezoneOffset() * 60_000) / 86_400_000);

/** The day on which a question is due. A clock that was ahead puts nothing off. */
export const dueOn = ({right, day}: Recall, today: number): number =>
  Math.min(day, today) + (right === 0 ? 0 : intervals[right - 1]);

/** What is kept after an answer. Right once more before it was due changes nothing: that is no recall after a time. */
export function afterAnswer(recall: Recall | undefined, correct: boolean, today: number): Recall {
  if (!correct) return {version: 1, right: 0, day: today};
  if (recall && dueOn(recall, today) > today) return recall;
  return {version: 1, right: Math.min((recall?.right ?? 0) + 1, intervals.length), day: today};
}

/** Why a question is asked, in the order in which they are. */
export const reasons = ["missed", "due", "new", "early"] as const;
export type Reason = (typeof reasons)[number];

export interface Ask {
  readonly id: string;
  readonly reason: Reason;
  /** The day on which it is due, unless it is new. */
  readonly due?: number;
}

/**
 * All questions in the order in which they are to be asked: those missed, those due, the longest so first, those never
 * answered, and last those that are not due yet, the next of them first.
 *
 * @param ids in the order of those that are new
 */
export function queue(
  ids: readonly string[],
  recallOf: (id: string) => Recall | undefined,
  today: number
): readonly Ask[] {
  const asks = ids.map((id): Ask => {
    const recall = recallOf(id);
    if (!recall) return {id, reason: "new"};
    const due = dueOn(recall, today);
    return {id, due, reason: recall.right === 0 ? "missed" : due <= today ? "due" : "early"};
  });
  const rank = ({reason, due = 0}: Ask) => [reasons.indexOf(reason), due] as const;
  return asks
    .map((ask, i) => ({ask, key: [...rank(ask), i]}))
    .sort((a, b) => a.key[0] - b.key[0] || a.key[1] - b.key[1] || a.key[2] - b.key[2])
    .map(({ask}) => ask);
}

/** Lists one after another, by turns: the first of each, then the second of each. */
export function byTurns<T>(lists: readonly (readonly T[])[]): T[] {
  const longest = Math.max(0, ...lists.map(({length}) => length));
  return Array.from({length: longest}, (_, i) => lists.flatMap(list => list.slice(i, i + 1))).flat();
}

/** A review under way: its questions, each with the seed of its numbers. */
export interface Round {
  readonly version: 1;
  readonly questions: readonly {readonly id: string; readonly seed: number}[];
}

/** Whether a value is a review of these questions. */
export function isRound(
  value: unknown,
  known: (id: string) => boolean,
  isSeed: (seed: unknown) => boolean
): value is Round {
  if (typeof value !== "object" || value === null) return false;
  const {version, questions} = value as {[name: string]: unknown};
  if (version !== 1 || !Array.isArray(questions)) return false;
  if (questions.length === 0 || questions.length > reviewSize) return false;
  const ids = questions.map(question => question?.id);
  return (
    new Set(ids).size === ids.length &&
    questions.every(question => known(question?.id) && isSeed(question?.seed))
  );
}

/** The longest file that is read, in letters. */
export const longestFile = 50_000;

const kind = "the-shortcut-review";

/** What is kept, as the text of a file. */
export function writeFile(recalls: ReadonlyMap<string, Recall>): string {
  return `${JSON.stringify({kind, version: 1, recalls: Object.fromEntries(recalls)}, null, 2)}\n`;
}

/**
 * What a file holds, as far as it fits these questions; `left` says how many of its records do not. Undefined where it is
 * no such file.
 */
export function readFile(
  text: string,
  ids: readonly string[]
): {readonly recalls: ReadonlyMap<string, Recall>; readonly left: number} | undefined {
  if (text.length > longestFile) return undefined;
  let file: unknown;
  try {
    file = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof file !== "object" || file === null) return undefined;
  const {kind: given, version, recalls} = file as {[name: string]: unknown};
  if (given !== kind || version !== 1 || typeof recalls !== "object" || recalls === null) return undefined;
  const all = Object.entries(recalls);
  const fitting = all.filter(
    (entry): entry is [string, Recall] => ids.includes(entry[0]) && isRecall(entry[1])
  );
  return {recalls: new Map(fitting), left: all.length - fitting.length};
}

/** The one of two records of a question that was answered later. */
export const later = (a: Recall | undefined, b: Recall): Recall => (a && a.day > b.day ? a : b);
