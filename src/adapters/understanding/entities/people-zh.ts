import type { Entity } from "../../../domain/conversation/heard.js";
import type { Folded } from "./fold.js";

const SURNAMES =
  "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付傅方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤常温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝萧阎冼丘湛巢赖洪蔺";
const DOUBLE = "欧阳|司马|上官|诸葛|东方|皇甫|尉迟|公孙|慕容|令狐|司徒|南宫|夏侯|端木";
const SURNAME = `(?:${DOUBLE}|[${SURNAMES}])`;
/** Characters that follow a name in speech and are hardly ever in one. */
const NOT_GIVEN =
  "的了想要在是有问来买用打电手邮公和跟与你您他她它我请麻这那哪订退换投号女士先太经老师从没不刚吗呢啊吧哦呀就也都还去到给帮说需联客系因为现什怎能会可已把被让对收";
const GIVEN = `[\\u4e00-\\u9fa5](?<![${NOT_GIVEN}])`;
const NAME = `${SURNAME}${GIVEN}(?:${GIVEN})?`;
const TITLE = "女士|先生|小姐|太太|老师|经理|总监|主任|师傅|总|工|姐|哥|阿姨";
const POSITION =
  "(?:[\\u4e00-\\u9fa5A-Za-z]{0,6}?)(?:总经理|董事长|经理|主管|总监|店长|会计|出纳|助理|工程师|采购员|采购|老板|负责人|总裁|专员|主任|厂长|校长|院长|秘书|文员|行政|财务|运维|运营|前台|CEO|CTO|CFO|COO)";
const SUFFIX =
  "股份有限公司|有限责任公司|集团有限公司|有限公司|股份公司|分公司|集团|公司|事务所|工作室|合作社|企业社|商号|商行|商贸|贸易|科技|物流|食品厂|厂|医院|学校|大学|中学|小学|幼儿园|银行|酒店|餐厅|超市|药房|书店|门店|旗舰店|传媒|网络|软件|建材|服饰|餐饮|电子|实业|企业|控股|研究院|研究所|协会|基金会|中心";
const ORG = "[\\u4e00-\\u9fa5A-Za-z0-9()（）·&]";
const NOT_ORG =
  /昨天|今天|前天|上周|上次|刚|下单|买|订|投诉|咨询|打电话|报修|你们|您|我们|他们|客户|用户|会员|附近|旁边|新来|负责|之前|这个|那个|哪/;
const NOT_NAMES = new Set(
  "高级 金牌 安全 安装 白金 白银 常客 万分 时候 方便 程序 应该 任何 从来 顾客 房东 车主 管理 管理员 单位 师傅 老板 明天 全部 全新 成都 石家庄 温州 江苏 金华 宁波 华为 安徽 云南 广州 南京 马上 何时 毛病 文件 文员 项目 成功 成员 成熟 关于 关闭 关注 向来 于是 万一 常规 包裹 包装 费用 费劲 全体 全家 明白 简单 路过 连续 和尚 商家 商店 商户 解决 应用 应急 成本 单纯 单身 单号 计划 白天 黄牛 黄金 王者 田径 水果 游客 时间 时尚 金额 金融 马虎 高兴 高端 高手 古董 司机 农民 方案 平台 严重 莫名 米饭 盛夏 房客 车间 谷歌 苹果 安卓 查询 查订 查一下 查下 查单 屈服 麻烦 易懂 冷静 明明 明显 季度 支付 景区 沙发 阳台 连接 路由 路上 党员 边上 解释 左右 左耳 右耳 施工 温度 祝好 祝福 常见 华东 华南 华北 申请 申诉 邮箱 黑色 白色 红色 蓝色 蓝牙 黄色 金色 纪念 章程 文章 文字 万元 千元 成交 成品 高价 高档 荣幸 康复 安静 安排 安心 安好 安卓版 牛奶 武汉 苏州 杭州 海南 马来 金属 石头 白领 何况 何必 曾经 易坏 余额 余下 程度 范围 夏天 毕竟 应当 梅雨 童装 童鞋 符合 卫生 宫廷 解除 解绑 付款 付费 付钱 付了 付完".split(
    " ",
  ),
);

export const looksLikeName = (text: string): boolean => new RegExp(`^${NAME}$`).test(text) && !NOT_NAMES.has(text);
export const looksLikeCompany = (text: string): boolean =>
  new RegExp(`^${ORG}{2,26}(?:${SUFFIX})$`).test(text) && !NOT_ORG.test(text) && !/[吗呢吧怎什么没不]|电话|问题/.test(text);

const AFTER = "(?=$|[^\\u4e00-\\u9fa5A-Za-z0-9]|[电手邮联公职想要请的我]|先生|女士)";
/** "我是 + company + 的 + position + name": the parts that are there, in this order. */
const INTRODUCED = new RegExp(
  `(?:我是|这里是|这边是|我们是|我叫|本人是?|在下)(?!不|说|想|来)\\s?(?:(?<company>${ORG}{2,24}?)的\\s?)?(?:(?<position>${POSITION})[，, ]?)?(?:(?<titled>${SURNAME}(?:${TITLE}))|(?<name>${NAME})(?:${TITLE})?)?${AFTER}`,
  "g",
);
const NAMED = new RegExp(
  `(?:我叫做?|我个?名(?:是|叫)|我的名字(?:是|叫)|名字(?:是|叫)?[:：]?|姓名(?:是)?[:：]?|联系人(?:是|叫)?[:：]?|联络人(?:是|叫)?[:：]?|收件人(?:改成|改为|换成|是)?[:：]?|收货人(?:改成|改为|换成|是)?[:：]?|称呼(?:我)?[:：]?|叫我)\\s?(?:(?<titled>${SURNAME}(?:${TITLE}))|(?<name>${NAME})(?=$|[^\\u4e00-\\u9fa5]|[${NOT_GIVEN}]))`,
  "g",
);
const SURNAMED = new RegExp(`(?:我|免贵|本人)姓\\s?(?<name>${SURNAME})`, "g");
const COMPANY_SAID = new RegExp(
  `(?:公司名称[:：是]?|公司名[:：是]?|公司全称[:：是]?|公司叫|公司是|公司[:：]|单位名称[:：]?|单位[:：]|单位是|抬头(?:是|为)?[:：]?|我们公司叫|我们是|来自|代表)\\s?(?<company>${ORG}{2,30}?)(?=$|[\\s,，。;；、!！]|的(?!的))`,
  "g",
);
const COMPANY_FULL = new RegExp(
  `(?<=^|[^\\u4e00-\\u9fa5A-Za-z0-9()（）·&]|我是|我们是|这里是|是|叫|抬头|代表|来自|给|：)(?<company>${ORG}{2,22}?(?:股份有限公司|有限责任公司|有限公司|集团公司|事务所))`,
  "g",
);
const POSITION_SAID = new RegExp(`(?:职位|职务|岗位|担任)(?:是|为)?[:：]?\\s?(?<position>${POSITION})`, "g");
const LEAD = /^(?:我们是|我是|这里是|我们公司叫|我们公司是|公司是|公司叫|公司|是|叫|给|为|请发给|抬头)+/;
const WHOLE_TITLED = new RegExp(`^\\s*(?<titled>${SURNAME}(?:女士|先生|小姐|太太|老师|总|经理))[\\s。.!！]*$`, "g");

type Part = "name" | "titled" | "company" | "position";
const TYPES: Readonly<Record<Part, "name" | "company" | "position">> = {
  name: "name",
  titled: "name",
  company: "company",
  position: "position",
};
const PATTERNS = [INTRODUCED, NAMED, SURNAMED, WHOLE_TITLED, COMPANY_SAID, COMPANY_FULL, POSITION_SAID];

function accepted(part: Part, value: string, groups: Record<string, string | undefined>): boolean {
  if (part === "name") return !NOT_NAMES.has(value);
  if (part !== "company") return true;
  if (NOT_ORG.test(value)) return false;
  return (
    new RegExp(`(?:${SUFFIX})$`).test(value) ||
    (groups["name"] !== undefined && !NOT_NAMES.has(groups["name"])) ||
    groups["titled"] !== undefined ||
    groups["position"] !== undefined
  );
}

/** Who speaks and for whom, from Chinese self-introductions: one name, company and position each, the first said. */
export function findPeopleZh({ plain, han }: Folded): Entity[] {
  const found = new Map<Entity["type"], Entity>();
  if (!/[\u4e00-\u9fa5]/.test(han)) return [];
  for (const pattern of PATTERNS) {
    for (const match of han.matchAll(pattern)) {
      const groups = match.groups ?? {};
      for (const part of Object.keys(TYPES) as Part[]) {
        const said = groups[part];
        if (!said || found.has(TYPES[part]) || !accepted(part, said.replace(LEAD, ""), groups)) continue;
        const read = part === "company" ? said.replace(LEAD, "") : said;
        if (read.length < (part === "name" ? 1 : 2)) continue;
        const from = match.index + match[0].indexOf(said) + said.length - read.length;
        const to = from + read.length;
        found.set(TYPES[part], { type: TYPES[part], value: plain.slice(from, to), from, to });
      }
    }
  }
  return [...found.values()];
}
