import { useWords, words } from "../words.js";
import type { Problem } from "./client.js";

/** What happened, what was kept, what to do: one sentence a code. `detail` of the API stands in for codes without one. */
type Sentence = (problem: Problem) => string;

const minutes = ({ retryAfterSeconds }: Problem): number => Math.max(1, Math.ceil(Number(retryAfterSeconds ?? 60) / 60));
/** The API names the holder by id and name. */
const holderOf = ({ holder }: Problem): string | null => (holder as { name?: string | null } | undefined)?.name ?? null;

const ZH: Record<string, Sentence> = {
  away: () => "连不上服务器。您写的都在本机，恢复后再试一次。",
  cut: ({ status }) => `服务器没有正常应答（${status}）。内容还在，请稍后再试。`,
  database_away: () => "数据库暂时没有应答，什么都没有写入。内容还在，请稍后再试。",
  busy: () => "服务台正忙。内容还在，请再试一次。",
  unexpected: () => "服务器出了故障，已记入日志。内容还在，请再试一次。",
  unauthenticated: () => "登录已结束。请重新登录，您写的还在本机。",
  forbidden: () => "您的角色不能做这件事。请找主管或管理员。",
  origin_refused: () => "这个页面的来源不被接受。请从服务台自己的地址打开。",
  taken: (problem) => `${holderOf(problem) ?? "同事"}已接手。您写的还在。`,
  not_held: () => "这个对话现在由智能助手接待，没有人接手。",
  which_ticket: () => "这位客户有几张未结的工单。请先选是哪一张。",
  ticket_ended: () => "工单已经结束，刚才的操作没有生效。",
  not_resolved: () => "还没有提出结果，客户无从验收。",
  already_resolved: () => "结果已经提出，正在等客户验收。",
  already_settled: () => "这项承诺已经了结。",
  settled_by_its_own_act: () => "这项承诺要用它自己的操作来了结。",
  no_survey: () => "这张工单现在没有待答的满意度调查。",
  no_visit_owed: () => "这张工单现在没有欠着的回访。",
  bad_time: ({ why }) => (why === "past" ? "这个时间已经过去。请选一个将来的时间。" : "这个时间太远。请选近一些的时间。"),
  bad_scores: () => "分数是 1 到 5，四项都要有。",
  already_sent: () => "这条回复已经发出，撤不回来了。",
  too_many_drafts: () => "等着发出的回复太多。请等几秒再发。",
  unknown_ticket: () => "没有这张工单。",
  unknown_conversation: () => "没有这个对话。",
  same_ticket: () => "不能把工单和它自己关联。",
  file_too_large: () => "文件太大，没有上传。请压缩后再试。",
  type_not_allowed: () => "这种文件不能上传。可以换成图片、PDF 或压缩包。",
  too_many_files: () => "一次最多五个文件。",
  rate_limited: (problem) => `操作太快。请 ${minutes(problem)} 分钟后再试。`,
  too_many_tries: (problem) => `试得太多。请 ${minutes(problem)} 分钟后再试。`,
  name_taken: () => "已经有同名的同事。请加上区分。",
  email_taken: () => "这个邮箱已经有人使用。",
  last_administrator: () => "这是最后一位管理员，不能改。请先再设一位。",
  at_duty_post: () => "值班岗位上必须有人，不能停用。请先在 config/desk.yaml 换人。",
  not_resendable: () => "这一条没有可重发的。",
  idempotency_key_reused: () => "这次操作已经做过，内容不同的没有再做。",
};

const EN: Record<string, Sentence> = {
  away: () => "The server can't be reached. What you typed is on this machine; try again when it's back.",
  cut: ({ status }) => `The server's answer broke off (${status}). Your text is kept; try again shortly.`,
  database_away: () => "The database doesn't answer; nothing was stored. Your text is kept; try again shortly.",
  busy: () => "The desk is busy. Your text is kept; try again.",
  unexpected: () => "Something broke on the server and was logged. Your text is kept; try again.",
  unauthenticated: () => "You've been signed out. Sign in again; what you typed is on this machine.",
  forbidden: () => "Your role can't do this. Ask a supervisor or an administrator.",
  origin_refused: () => "Pages of this origin aren't accepted. Open the desk at its own address.",
  taken: (problem) => `${holderOf(problem) ?? "A colleague"} has taken over. Your text is kept.`,
  not_held: () => "The assistant holds this conversation; nobody has taken over.",
  which_ticket: () => "This customer has several open tickets. Choose which one first.",
  ticket_ended: () => "The ticket has ended; that had no effect.",
  not_resolved: () => "No result has been proposed, so there's nothing to accept.",
  already_resolved: () => "The result is proposed already and waits for the customer.",
  already_settled: () => "This commitment is settled already.",
  settled_by_its_own_act: () => "This commitment is settled by its own act.",
  no_survey: () => "No survey is open on this ticket.",
  no_visit_owed: () => "No return visit is owed on this ticket.",
  bad_time: ({ why }) =>
    why === "past" ? "That time has passed. Pick one ahead." : "That time is too far ahead. Pick a nearer one.",
  bad_scores: () => "Scores go from 1 to 5, all four of them.",
  already_sent: () => "This reply has gone out and can't be taken back.",
  too_many_drafts: () => "Too many replies are waiting to go. Wait a few seconds.",
  unknown_ticket: () => "There's no such ticket.",
  unknown_conversation: () => "There's no such conversation.",
  same_ticket: () => "A ticket can't be linked to itself.",
  file_too_large: () => "The file is too large and was not uploaded. Compress it and try again.",
  type_not_allowed: () => "This type of file isn't taken. A picture, a PDF or an archive will do.",
  too_many_files: () => "Five files at a time at most.",
  rate_limited: (problem) => `Too fast. Try again in ${minutes(problem)} min.`,
  too_many_tries: (problem) => `Too many tries. Try again in ${minutes(problem)} min.`,
  name_taken: () => "A colleague has this name already. Add something to tell them apart.",
  email_taken: () => "Somebody uses this e-mail already.",
  last_administrator: () => "This is the last administrator. Make another one first.",
  at_duty_post: () => "Somebody must be at the duty post. Put another there in config/desk.yaml first.",
  not_resendable: () => "There's nothing here to send again.",
  idempotency_key_reused: () => "This was done already; the different content was not.",
};

const SENTENCES = words(ZH, EN);

/** Says a refusal to a person. */
export function useProblemWords(): (problem: Problem) => string {
  const sentences = useWords(SENTENCES);
  return (problem) => sentences[problem.code]?.(problem) ?? problem.detail;
}
