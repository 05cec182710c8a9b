// What customers say. Each talk is one customer's, from the first word to the goodbye, and leaves a ticket or two: a demand, the
// questions of the intake answered by words or by a button, the summary confirmed, then additions to the open ticket and its status.

/** The first button shown, which confirms; typed where none is. */
const press = (typed) => ({ typed });

const zh = { locale: "zh-CN", timezone: "Asia/Shanghai" };
const en = { locale: "en", timezone: "Europe/London" };

const names = ["王芳", "李明", "赵雪梅", "陈建国", "周洋", "孙丽华"];
const companies = ["远航贸易", "新城物流", "海川电子", "明德教育", "东湖餐饮", "嘉禾食品"];
const people = ["Anna Schmidt", "James Carter", "Maria Lopez", "Tom Becker", "Helen Zhou", "Peter Novak"];

const phone = (n) => `138 ${String(1_000 + (n % 9_000))} ${String(1_000 + ((n * 7) % 9_000))}`;
const of = (list, n) => list[n % list.length];

const lateOrder = (n) => ({
  ...zh,
  says: [
    "你好",
    `我上周下的订单 SO-20261115-${1_000 + (n % 9_000)} 到现在还没有发货，物流信息一直没更新，麻烦帮我查一下是什么原因`,
    `我叫${of(names, n)}，${of(companies, n)}的采购`,
    phone(n),
    press("对"),
    "补充一下，收货地址是上海市浦东新区张江路 88 号，请按这个地址发",
    "进度",
    "这批货是要给门店开业用的，最好本周五之前能到",
    "谢谢",
    "再见",
  ],
});

const outage = (n) => ({
  ...zh,
  says: [
    `我是${of(companies, n)}的${of(names, n)}，电话 ${phone(n)}，系统宕机了客户下不了单`,
    press("对"),
    "全部用户都受影响，登录页面提示 502",
    "大概是从今天早上九点开始的，重启过一次没有用",
    "现在到哪一步了？",
    "财务那边也登不上去了，月底结账很急",
    "好的，谢谢",
  ],
});

const invoice = (n) => ({
  ...en,
  says: [
    "Hello",
    `The invoice for order SO-20261102-${1_000 + (n % 9_000)} shows the wrong company name and tax number, can you correct it please?`,
    of(people, n),
    `customer${n}@example.com`,
    press("Yes"),
    "One more thing: please send the corrected invoice to our accounting department as a PDF as well",
    "What is the status of my request?",
    "Thanks a lot",
  ],
});

const question = (n) => ({
  ...en,
  says: [
    "Hi, does your enterprise plan support single sign-on, and how much does it cost for 250 employees per year?",
    `My name is ${of(people, n)} and my number is +44 20 7946 0${100 + (n % 900)}`,
    press("Yes"),
    "We would also like to know whether the data is stored in Europe",
    "status",
    "Thank you, bye",
  ],
});

const talks = [lateOrder, invoice, outage, question];

/** The n-th customer's talk; neighbours differ, and no two customers share a number. */
export const talk = (n) => of(talks, n)(n);

/** What to post for the next thing said, after what the bot showed. */
export function activityFor(said, shown) {
  if (typeof said === "string") return { text: said };
  const [button] = shown.flatMap(({ suggestedActions }) => suggestedActions?.actions ?? []);
  return button ? { text: button.text, value: button.value } : { text: said.typed };
}
