export { detectSensitive, type Sensitive } from "./entities/entities.js";
export { parseLexicon, type Lexicon, type LexiconFault, type ParsedLexicon } from "./lexicon.js";
export { makeUnderstand, type Understand, type UnderstandingContext } from "./understand.js";
