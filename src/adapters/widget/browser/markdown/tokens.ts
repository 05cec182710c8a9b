import { Lexer, Tokenizer } from "marked";
import type { Token, Tokens } from "marked";

/** What is left out is text: HTML, tables, and definitions, which would swallow a line that begins with [something]: */
class MessageTokenizer extends Tokenizer {
  override html(): undefined {}
  override tag(): undefined {}
  override table(): undefined {}
  override def(): undefined {}

  /** A bare address ends where Chinese begins: 请看 https://example.com/help，谢谢 */
  override url(src: string): Tokens.Link | undefined {
    const end = src.search(CHINESE);
    return super.url(end === -1 ? src : src.slice(0, end));
  }
}

const CHINESE = /[\u2010-\u2027\u3000-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uffef]/;

export const tokensOf = (text: string): Token[] =>
  new Lexer({ gfm: true, breaks: true, tokenizer: new MessageTokenizer() }).lex(text);

/** marked reads each level of a nested block again, and looks for the partner of each mark to the end of the paragraph. */
const LEVELS_MOST = 12;
const MARKS_MOST = 2_000;

const CONTAINERS = new RegExp(`^(?:[ \\t]*(?:>|[-*+]|\\d{1,9}[.)])){${LEVELS_MOST},}`, "m");
const MARKS = /[[\]()*_`~<>!@]/g;

/** Marks of a kind or number that no one writes for a reader. */
export const isOverloaded = (text: string): boolean => CONTAINERS.test(text) || (text.match(MARKS)?.length ?? 0) > MARKS_MOST;
