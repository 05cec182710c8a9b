// What happens at the lively desk, minute by minute by the desk's clock (Shanghai): `asks` is a customer's first word, `of` names whose
// ticket a later line is about, `by` who acts. Times without a day are those of the day the desk is looked at.

/** Days of the week before: [customer's line, contact, by, minutes to the answer, hours to the result, marks]. */
export const LAST_WEEK = {
  "2026-11-16": [
    ["我是锦程印刷的许丽，电话 139 0013 0001，打印机卡纸，今天就要用", "周晨", 12, 3, "5 5 5 5"],
    ["我是海棠酒店的邓伟，电话 139 0013 0002，发票抬头开错了，请重开", "何洁", 40, 5, "4 5 5 4"],
    ["I'm Erik Holm of Vester Foods, erik@vester.example, our order page shows an error", "陈立", 20, 4, "5 4 5 5"],
  ],
  "2026-11-17": [
    ["我是明德学校的高远，电话 139 0013 0003，账号登录不了，收不到验证码", "周晨", 8, 1, "5 5 5 5"],
    ["我是川味坊的罗敏，电话 139 0013 0004，系统宕机了，客户下不了单", "陈立", 5, 2, "4 4 5 4"],
  ],
  "2026-11-18": [
    ["我是晨光超市的谢涛，电话 139 0013 0005，收到的货有破损，要求退换", "何洁", 55, 6, "3 4 4 4"],
    ["I'm Julia Marsh of Oakline, julia@oakline.example, I'd like to know the price of renewal", "Ann Baker", 30, 2, "5 5 5 5"],
    ["我是蓝湾地产的唐静，电话 139 0013 0006，对账单少了两页，请补发", "周晨", 25, 4, null],
  ],
  "2026-11-19": [
    ["我要投诉，我是恒通运输的彭军，电话 139 0013 0007，设备坏了一个月没人管", "何洁", 60, 20, "2 2 3 2"],
    ["我是四季花店的苏梅，电话 139 0013 0008，扫码枪连不上，不能收款", "陈立", 15, 2, "5 5 4 5"],
  ],
  "2026-11-20": [
    ["我是新岸咨询的曹阳，电话 139 0013 0009，导出的表格打不开，怎么办", "周晨", 18, 3, "4 5 5 5"],
    ["I'm Paul Meyer of Linden Tools, paul@linden.example, the label printer is broken", "陈立", 35, 5, "4 4 4 4"],
  ],
};

const WANG = "王芳";
const REED = "Tom Reed";

export const TODAY = [
  { at: "09:20", asks: "林晓", text: "我是云杉设计的林晓，电话 137 0013 7001，打印机坏了，出来的纸全是黑条" },
  { at: "09:31", of: "林晓", by: "陈立", assigns: "陈立", reason: "设备的事我来" },
  { at: "09:33", of: "林晓", by: "陈立", says: "您好林晓，我是陈立。先看一眼黑条的样子，再告诉您要不要上门。" },
  { at: "09:50", asks: "吴磊", text: "我是长风软件的吴磊，电话 137 0013 7002，账号登录不了，收不到验证码" },
  { at: "09:58", of: "吴磊", by: "周晨", assigns: "周晨", reason: "登录的事在我这边" },
  { at: "10:02", of: "吴磊", by: "周晨", says: "验证码被贵司的网关拦下了，已改用语音发送。请您再试一次。" },
  { at: "10:10", asks: "马强", text: "我要投诉，我是宏达机械的马强，电话 137 0013 7003，退款七天没有到账" },
  { at: "10:22", of: "马强", by: "何洁", assigns: "何洁", reason: "退款归我查" },
  { at: "10:25", of: "马强", by: "何洁", says: "马强您好，退款单找到了，银行退回过一次。我今天查清原因，今天给您答复。" },
  {
    at: "10:40",
    asks: "Anna Berg",
    text: "I'm Anna Berg of Fjord Living, anna@fjord.example, our invoices show the wrong company name",
  },
  { at: "10:48", of: "Anna Berg", by: "Ann Baker", assigns: "Ann Baker", reason: "English" },
  {
    at: "10:52",
    of: "Anna Berg",
    by: "Ann Baker",
    says: "Hello Anna, I see it on the last three invoices. I'll have them reissued before noon.",
  },
  { at: "11:15", of: "林晓", by: "陈立", asksFor: "请发一张黑条的照片，再拍一下机身背后的型号。" },
  {
    ...{ at: "11:50", of: "Anna Berg", by: "Ann Baker" },
    result: { summary: "Reissued the three invoices with the right name", outcome: "Sent to anna@fjord.example at 11:46" },
  },
  { at: "12:05", asks: "周洋", text: "我是启明印务的周洋，电话 137 0013 7004，批量打印偏色，麻烦看看" },
  { at: "12:16", of: "周洋", by: "陈立", assigns: "陈立", reason: "我手上有同一批机器" },
  { at: "12:20", of: "周洋", by: "陈立", says: "周洋您好，颜色配置在周日更新过，我先对照您那台。" },
  { at: "12:30", asks: "孙悦", text: "我是木棉家居的孙悦，电话 137 0013 7005，发票抬头开错了，今天要用，请尽快重开" },
  { at: "12:40", phones: "赵鹏", company: "瑞祥物流", by: "周晨", text: "运单对不上账，少了三单，已经催过财务", call: "14:20" },
  { at: "12:51", asks: WANG, text: "我是远航贸易的王芳，电话 138 0013 8000，系统宕机了，客户下不了单" },
  { at: "12:52", asks: "何静", text: "我是青禾教育的何静，电话 137 0013 7006，想了解续费的价格" },
  { at: "12:54", of: WANG, by: "周晨", takes: true },
  { at: "12:56", of: WANG, by: "周晨", assigns: "周晨", reason: "我在线，先接" },
  { at: "12:57", of: WANG, by: "周晨", says: "王芳您好，我是周晨，已经在查，**13:00** 前告诉您查到了什么。" },
  { at: "13:00", of: WANG, by: "周晨", tells: "查到了：订单库磁盘写满，数据没有丢。15:10 起可以先用备用下单页。", next: "15:00" },
  { at: "13:05", of: WANG, writes: "好的，先开备用页。原来的几点能恢复？" },
  {
    at: "13:06",
    asks: REED,
    text: "I'm Tom Reed of Nordhaven, tom.reed@nordhaven.example, the SSO login fails for our new offices",
  },
  { at: "13:12", of: WANG, by: "周晨", says: "正在扩容，预计 16:30 恢复。备用页 15:10 前一定可用。" },
  { at: "13:15", of: REED, by: "周晨", assigns: "周晨", reason: "登录的事在我这边" },
  {
    at: "13:17",
    of: REED,
    by: "周晨",
    says: "Hello Tom, I can see the failed sign-ins of the new offices. Their domain isn't in your SSO scope yet.",
  },
  { at: "13:20", of: WANG, by: "周晨", notes: "运维说扩容要走审批，@陈立 帮忙盯一下。客户那边 37 笔订单在缓存里。" },
  {
    at: "13:24",
    of: REED,
    by: "周晨",
    tells: "I've asked for the change of scope. You'll hear from me again by 15:05.",
    next: "15:05",
  },
  { at: "13:26", of: WANG, by: "陈立", notes: "@周晨 审批已过，扩容做完六成。" },
  { at: "13:30", of: "何静", by: "Ann Baker", assigns: "Ann Baker", reason: "续费归售前" },
  { at: "13:34", of: "何静", by: "Ann Baker", says: "何静您好，续费价格按教室数算。您现在有多少间？" },
  { at: "13:41", of: WANG, writes: "报错是“写入失败 1021”，第二个页面也是这样" },
  { at: "13:50", of: "周洋", by: "陈立", tells: "偏色出在新的配置文件，旧的已经找回，正在试印。", next: "15:30" },
  {
    at: "14:05",
    asks: "Mia Chen",
    text: "I'm Mia Chen of Lake Studio, mia@lake.example, the scanner driver fails to install on our laptops",
  },
  { at: "14:16", asks: "韩梅", text: "我是东篱茶业的韩梅，电话 137 0013 7007，对账单缺了一页，今天要用，麻烦补发" },
  { at: "14:29", asks: "郭涛", text: "我是北辰仪器的郭涛，电话 137 0013 7008，系统崩溃了，检测全停了" },
  { at: "14:33", of: REED, writes: "Thanks. Is there anything I need to set on our side?" },
];
