import type { Locale } from "../words.js";

interface CardWords {
  /** Beside stars of which none is chosen. */
  unrated: string;
  /** What is said of a required field where the card gives no sentence. */
  required: string;
  /** A mainland mobile number that lacks a digit, or has one too many: only where that is certain. */
  digitMissing: string;
  digitTooMany: string;
  mailCut: string;
  noContact: string;
  /** Between the parts of a form's answer. */
  comma: string;
}

export const WORDS: Record<Locale, CardWords> = {
  "zh-CN": {
    unrated: "未选",
    required: "这一项还没填。",
    digitMissing: "这个号码少了一位，手机是 11 位。也可以留邮箱。",
    digitTooMany: "这个号码多了一位，手机是 11 位。也可以留邮箱。",
    mailCut: "这个邮箱没有写全，比如 name@example.com。也可以留手机。",
    noContact: "没认出号码或邮箱，请您再看一眼。",
    comma: "，",
  },
  en: {
    unrated: "not rated",
    required: "This one is still empty.",
    digitMissing: "That number is one digit short. An e-mail works too.",
    digitTooMany: "That number has one digit too many. An e-mail works too.",
    mailCut: "That e-mail looks cut off, it should be like name@example.com. A number works too.",
    noContact: "I can't see a number or an e-mail in that. Please take another look.",
    comma: ", ",
  },
};
