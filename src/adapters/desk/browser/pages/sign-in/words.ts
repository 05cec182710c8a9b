import type { Problem } from "../../api/client.js";
import { useProblemWords } from "../../api/problem-words.js";
import { useWords, words } from "../../words.js";

export const SIGN_IN_WORDS = words(
  {
    title: { password: "登录服务台", invite: "欢迎加入服务台", welcome: "设立第一位管理员" },
    under: {
      password: "说过的话，一件不落。",
      invite: "设一个密码就能开始。",
      welcome: "这个链接只能用一次。之后由您邀请同事。",
    },
    name: "姓名",
    nameKept: "不填就用邀请里的姓名",
    email: "邮箱",
    password: "密码",
    newPassword: "设一个密码",
    passwordRule: "至少 10 个字符，别用最先会被猜到的",
    showPassword: "显示或隐藏密码",
    go: { password: "继续", invite: "设好密码并进入", welcome: "设好并进入" },
    byPassword: "已有账号，去登录",
    forgotten: "忘记密码",
    forgottenHow:
      "请管理员在“人员”里重新邀请您，旧密码随之作废。管理员自己忘记了，可在服务台的机器上运行 frontdoor agent add，会得到一个新链接。",
    otherLanguage: "English",
  },
  {
    title: { password: "Sign in to the desk", invite: "Welcome to the desk", welcome: "Become the first administrator" },
    under: {
      password: "Every promise kept in sight.",
      invite: "Set a password and you're in.",
      welcome: "This link works once. You invite your colleagues from then on.",
    },
    name: "Name",
    nameKept: "Leave empty to keep the one in the invitation",
    email: "E-mail",
    password: "Password",
    newPassword: "Set a password",
    passwordRule: "At least 10 characters, and none that is guessed first",
    showPassword: "Show or hide the password",
    go: { password: "Continue", invite: "Set it and go in", welcome: "Set it and go in" },
    byPassword: "I have an account",
    forgotten: "Forgot your password?",
    forgottenHow:
      "Ask an administrator to invite you again under People; the old password is void then. An administrator who forgot their own runs frontdoor agent add on the desk's machine and gets a new link.",
    otherLanguage: "中文",
  },
);

interface Mistakes {
  wrong: (left: number) => string;
  void: string;
  /** By the API's `why`. */
  weak: Record<string, string>;
}

const MISTAKES = words<Mistakes>(
  {
    wrong: (left: number) =>
      left > 0 ? `邮箱或密码不对。再错 ${left} 次将锁定 15 分钟。` : "邮箱或密码不对。请 15 分钟后再试。",
    void: "这个链接已经用过或过期。请让管理员再发一个。",
    weak: {
      short: "密码太短，至少 10 个字符。",
      common: "这个密码最先会被猜到。请换一个。",
      personal: "密码里有您的姓名或邮箱。请换一个。",
    },
  },
  {
    wrong: (left: number) =>
      left > 0
        ? `E-mail or password is wrong. ${left} more ${left === 1 ? "try" : "tries"}, then 15 minutes' wait.`
        : "E-mail or password is wrong. Try again in 15 minutes.",
    void: "This link has been used or has expired. Ask an administrator for a new one.",
    weak: {
      short: "Too short: at least 10 characters.",
      common: "This one is guessed first. Choose another.",
      personal: "It holds your name or e-mail. Choose another.",
    },
  },
);

export function useSignInProblem(): (problem: Problem) => string {
  const t = useWords(MISTAKES);
  const say = useProblemWords();
  return (problem) => {
    if (problem.code === "wrong_password") return t.wrong(Number(problem["triesLeft"] ?? 0));
    if (problem.code === "void_link") return t.void;
    if (problem.code === "weak_password") return t.weak[String(problem["why"])] ?? say(problem);
    return say(problem);
  };
}
