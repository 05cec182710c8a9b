const LABELS =
  /响应速度|回复速度|速度|响应|解决情况|解决|处理结果|结果|服务态度|态度|总体满意度|总体|整体|综合|满意度|评分|打分|我打|给你们|给|都是|都给|response speed|response|resolution|attitude|overall|speed|score|rating|points?|stars?|分|星|颗|个/g;
const FULL =
  /^(?:都|全|全部|全都|统统|一律|全是|都是|所有都?)?(?:给|打)?(?:满分|五分|5分|五星|5星|5|五|好评)$|^(?:all |full |perfect )(?:5s|fives|5|marks|score|five|5 stars|five stars)$/;
const FULL_ALL = /^(?:满分|都|全|all|full|perfect)/;
const NUMERALS: Readonly<Record<string, string>> = {
  零: "0",
  一: "1",
  二: "2",
  两: "2",
  三: "3",
  四: "4",
  五: "5",
  六: "6",
  七: "7",
  八: "8",
  九: "9",
  十: "10",
};
const MARKS_MAX = 8;
const QUESTIONS = 4;

/** Marks of a survey, where the message is nothing but marks; what is out of range stays, to be put right kindly. */
export function marksIn(lower: string): number[] {
  const text = lower.trim().replace(/[。.!！~～]+$/, "");
  if (text.length === 0 || text.length > 60) return [];
  if (/^(?:⭐\ufe0f?|★){1,5}$/u.test(text)) return [[...text.replaceAll("\ufe0f", "").replaceAll("\u200b", "")].length];
  if (FULL.test(text) && FULL_ALL.test(text)) return Array.from({ length: QUESTIONS }, () => 5);
  const bare = text
    .replace(LABELS, " ")
    .replace(/[零一二两三四五六七八九十]/g, (numeral) => `${NUMERALS[numeral] ?? ""} `)
    .replace(/[\s,，、;；:：/|+-]+/g, " ")
    .trim();
  if (!/^\d+(?: \d+)*$/.test(bare)) return [];
  const pieces = bare.split(" ");
  const [only] = pieces;
  if (pieces.length === 1 && only && only.length >= 3) return runOfMarks(only);
  if (pieces.length > MARKS_MAX || pieces.some((piece) => piece.length > 2)) return [];
  return pieces.map(Number);
}

/** "5545": a run of digits is marks only when it is as long as a survey and most are in range. */
function runOfMarks(digits: string): number[] {
  const marks = [...digits].map(Number);
  return marks.length <= QUESTIONS && marks.filter((mark) => mark >= 1 && mark <= 5).length >= 3 ? marks : [];
}
