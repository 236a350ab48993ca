import {residualNetwork} from "../../../lesson/questions/residual-network.js";
import {quiz} from "../../figure/quiz.js";

/** The chapter's questions. */
export const check = () => quiz("questions", residualNetwork);
