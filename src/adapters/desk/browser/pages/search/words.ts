import { many, words } from "../../words.js";

export const SEARCH_WORDS = words(
  {
    title: "搜索和命令",
    field: "搜索工单、客户、消息，或输入命令",
    hint: "编号 T-000123、姓名、公司、完整的电话或邮箱，或消息里的两个字",
    results: "搜索结果",
    groups: { open: "直接打开", commands: "命令", tickets: "工单", customers: "客户", messages: "消息" },
    open: (number: string) => `打开 ${number}`,
    newTicket: "登记一件诉求",
    theme: { light: "浅色", dark: "深色", auto: "颜色随系统" },
    language: "Switch to English",
    signOut: "退出登录",
    looking: "正在找",
    found: (tickets: number, customers: number, messages: number) =>
      `找到工单 ${tickets} 张、客户 ${customers} 位、消息 ${messages} 条`,
    nothing: (q: string) => `没有找到“${q}”`,
    lookedIn: "找过工单编号、客户和全部消息。客户要用姓名、公司，或完整的电话、邮箱；消息里要有这些字。",
    tooShort: "消息和客户从两个字起才找。",
    newestOnly: (n: number) => `只列出最新的 ${n} 条，多写几个字会更准`,
    from: { customer: "客户", bot: "智能助手", agent: "同事" },
    keys: { move: "选择", go: "打开", close: "关闭" },
  },
  {
    title: "Search and commands",
    field: "Search tickets, customers, messages, or type a command",
    hint: "A number like T-000123, a name, a company, a whole phone or e-mail, or words of a message",
    results: "Search results",
    groups: { open: "Open", commands: "Commands", tickets: "Tickets", customers: "Customers", messages: "Messages" },
    open: (number: string) => `Open ${number}`,
    newTicket: "Register a demand",
    theme: { light: "Light colours", dark: "Dark colours", auto: "Colours of the system" },
    language: "切换到中文",
    signOut: "Sign out",
    looking: "Looking",
    found: (tickets: number, customers: number, messages: number) =>
      `Found ${many(tickets, "ticket")}, ${many(customers, "customer")}, ${many(messages, "message")}`,
    nothing: (q: string) => `Nothing found for “${q}”`,
    lookedIn:
      "Looked through ticket numbers, customers and all messages. Customers are found by name, company, or a whole phone or e-mail; messages by words in them.",
    tooShort: "Messages and customers are searched from two characters on.",
    newestOnly: (n: number) => `The newest ${n} only; more words narrow it down`,
    from: { customer: "Customer", bot: "Assistant", agent: "Colleague" },
    keys: { move: "choose", go: "open", close: "close" },
  },
);
