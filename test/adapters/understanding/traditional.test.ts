import { hear } from "./spoken-to.js";

/** A message as typed in Taiwan, Hong Kong or Macau, and what a customer of the mainland would have typed. */
const TWINS: readonly (readonly [hant: string, hans: string])[] = [
  // asked before buying
  ["請問這台冷氣有幾年保固？", "请问这台空调有几年保修？"],
  ["想了解企業版軟體的價格，可以報價嗎", "想了解企业版软件的价格，可以报价吗"],
  ["請問有學生優惠嗎？", "请问有学生优惠吗？"],
  ["貴公司的系統支不支援中文介面", "贵公司的系统支不支持中文界面"],
  ["買十台筆電可以打折嗎", "买十台电脑可以打折吗"],
  ["唔該，呢部打印機幾多錢", "谢谢，这部打印机多少钱"],
  ["想問下有冇現貨", "想问下有没有现货"],
  ["請問退貨政策是怎樣的", "请问退货政策是怎样的"],
  ["月費方案跟年費方案有什麼差別", "月费方案跟年费方案有什么差别"],
  // an order
  ["我的訂單什麼時候會出貨？訂單編號 TW20931", "我的订单什么时候会出货？订单编号 TW20931"],
  ["訂單A10023的收件地址填錯了，麻煩幫我改一下", "订单A10023的收件地址填错了，麻烦帮我改一下"],
  ["包裹已經三天沒更新物流了", "包裹已经三天没更新物流了"],
  ["我要取消訂單 PO-88213", "我要取消订单 PO-88213"],
  ["件貨幾時到呀", "货何时到呀"],
  ["帳單金額跟合約上寫的不一樣", "账单金额跟合同上写的不一样"],
  ["發票抬頭開錯了，能重開嗎", "发票抬头开错了，能重开吗"],
  ["刷卡被重複扣款兩次", "刷卡被重复扣款两次"],
  // repair, return, refund, outage
  ["印表機一直卡紙，沒辦法列印", "打印机一直卡纸，没办法打印"],
  ["螢幕出現一條一條的線，要送修", "屏幕出现一条一条的线，要送修"],
  ["滑鼠才用一個禮拜左鍵就壞了", "鼠标才用一个礼拜左键就坏了"],
  ["我想退貨，商品有瑕疵", "我想退货，商品有瑕疵"],
  ["我要申請退費", "我要申请退款"],
  ["收到的杯子碎了，可以換一個嗎", "收到的杯子碎了，可以换一个吗"],
  ["軟體更新之後檔案都打不開", "软件更新之后文件都打不开"],
  ["手機充電充不進去", "手机充电充不进去"],
  ["帳號登入不了，一直顯示密碼錯誤", "账号登录不了，一直显示密码错误"],
  ["部機壞咗，開唔到機", "机坏了，开不了机"],
  ["收唔到驗證碼短訊", "收不到验证码短信"],
  ["整個系統掛了，全公司都沒辦法上班", "整个系统挂了，全公司都没办法上班"],
  ["伺服器當機，網站打不開，客戶都在罵", "服务器死机，网站打不开，客户都在骂"],
  ["收銀系統全面癱瘓，客人都在排隊結帳", "收银系统全面瘫痪，客人都在排队结账"],
  ["工廠產線停擺了，每小時損失幾十萬", "工厂产线停摆了，每小时损失几十万"],
  ["網路斷線，只有我這台連不上", "网络断线，只有我这台连不上"],
  // complaints
  ["你們的客服態度很差，我要客訴", "你们的客服态度很差，我要投诉"],
  ["等了一個月還沒處理，太誇張了吧", "等了一个月还没处理，太夸张了吧"],
  ["打了三次電話都說會回電，到現在都沒人打來", "打了三次电话都说会回电，到现在都没人打来"],
  ["垃圾產品，買三天就壞", "垃圾产品，买三天就坏"],
  ["我要投訴你們的送貨師傅，把東西丟在門口就走了", "我要投诉你们的送货师傅，把东西丢在门口就走了"],
  ["對你們的處理結果非常不滿意", "对你们的处理结果非常不满意"],
  ["員工把我的個資外洩了", "员工把我的隐私泄露了"],
  // training, made to order
  ["想安排新進員工的教育訓練", "想安排新进员工的教育培训"],
  ["我們需要客製化開發一個報表模組", "我们需要定制化开发一个报表模块"],
  ["可以派工程師來教我們怎麼使用系統嗎", "可以派工程师来教我们怎么使用系统吗"],
  // wishes of the conversation itself
  ["轉人工", "转人工"],
  ["我要找真人客服", "我要找真人客服"],
  ["唔該幫我轉人工", "谢谢帮我转人工"],
  ["進度", "进度"],
  ["查詢進度", "查询进度"],
  ["取消", "取消"],
  ["不用了，謝謝", "不用了，谢谢"],
  ["返回", "返回"],
  ["我的資料", "我的资料"],
  ["刪除我的資料", "删除我的资料"],
  ["請不要再聯絡我", "请不要再联系我"],
  ["跳過", "跳过"],
  ["沒有訂單編號", "没有订单编号"],
  ["重新開始", "重新开始"],
  // short ones
  ["對，提交", "对，提交"],
  ["已解決", "已解决"],
  ["還沒解決", "还没解决"],
  ["沒問題，謝謝", "没问题，谢谢"],
  ["謝謝您的幫忙", "谢谢您的帮忙"],
  ["唔該晒", "谢谢"],
  ["好嘅", "好的"],
  ["係", "是"],
  ["唔係", "不是"],
  ["早晨", "早上好"],
  ["請問有人在嗎", "请问有人在吗"],
  ["再見", "再见"],
  ["都給五分", "都给五分"],
  ["速度五分 解決五分 態度四分 整體五分", "速度五分 解决五分 态度四分 整体五分"],
];

const meaning = (text: string): object => {
  const { keywords, evidence, entities, confidence, bareName, ...rest } = hear(text);
  void [keywords, evidence, confidence, bareName];
  return { ...rest, simplified: undefined, entities: entities.map(({ type, value }) => ({ type, value })) };
};

test.each(TWINS)("%s means what %s means", (hant, hans) => {
  expect(meaning(hant)).toEqual(meaning(hans));
});

test.each([
  ["我叫陳大文，電話 +852 9123 4567", { name: "陳大文", phone: "+85291234567" }],
  ["我個名係陳小明", { name: "陳小明" }],
  ["敝姓蕭，電話 +886-2-2345-6789", { name: "蕭", phone: "+886223456789" }],
  ["我是宏達電子股份有限公司的採購經理林美玲", { company: "宏達電子股份有限公司", position: "採購經理", name: "林美玲" }],
  ["聯絡人：歐陽文軒 ００８５２ ９１２３ ４５６７", { name: "歐陽文軒", phone: "+85291234567" }],
  ["龍華貿易有限公司", { company: "龍華貿易有限公司" }],
  ["信箱 Chen.DaWen＠Example.com", { email: "chen.dawen@example.com" }],
  ["訂單編號：ＴＷ２０９３１", { order_no: "TW20931" }],
  ["Ｔ－０００１２３ 處理到哪了", { ticket_no: "T-000123" }],
])("what %s names is kept as it was typed", (text, named) => {
  const { entities } = hear(text);
  expect(Object.fromEntries(entities.map(({ type, value }) => [type, value]))).toEqual(named);
});

test.each(["陳大文", "歐陽文軒", "葉小姐", "龍華企業社"])("%s is a bare name, as it was typed", (name) => {
  expect(hear(`${name}。`).bareName).toBe(name);
});

test("what was found stands where the customer typed it, and in the customer's characters", () => {
  const text = "我係陳大文，印表機壞咗，打唔開個檔案";
  const { entities, keywords, simplified } = hear(text);
  expect(entities.map(({ from, to }) => text.slice(from, to))).toEqual(["陳大文"]);
  for (const word of keywords.flatMap((each) => each.split("…"))) expect(text).toContain(word);
  expect(simplified).toBe("我是陈大文,打印机坏了,打不开个文件");
  expect(simplified).toHaveLength(text.length);
});

test.each(["我的訂單", "𠮷野家的電腦壞了", "⿰亻尔好，電腦", "①②③ 號", "👍🏻 謝謝", "\ud842電話\udfb7"])(
  "the simplified reading of %j is as long as it",
  (text) => {
    expect(hear(text).simplified).toHaveLength(text.length);
  },
);

test("simplified Chinese and English are read as they are", () => {
  for (const text of ["我的订单 A10023 什么时候发货", "where is my order?"]) expect(hear(text).simplified).toBe(text);
});
