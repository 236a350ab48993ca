import {whyResNetsWork} from "../../../lesson/questions/why-resnets-work.js";
import {quiz} from "../../figure/quiz.js";

/** The chapter's questions. */
export const check = () => quiz("questions-why", whyResNetsWork);
