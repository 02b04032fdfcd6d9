"""Hosts of many blogs: those that give each a sub-domain, and those that give each a folder."""

from __future__ import annotations

# Sub-domains, of hosts that do not stand in the public suffix list. "*" is any one part ("blog25").
SUBDOMAINS = (
    "wordpress.com", "typepad.com", "typepad.jp", "typepad.fr", "blogs.com", "livejournal.com",
    "dreamwidth.org", "tumblr.com", "substack.com", "micro.blog", "posterous.com", "squarespace.com",
    "edublogs.org", "over-blog.com", "over-blog.fr", "canalblog.com", "hautetfort.com", "blogspirit.com",
    "skyrock.com", "free.fr", "twoday.net", "myblog.de", "blogger.de", "antville.org", "blog.de", "blogg.se",
    "blogg.no", "blog.cz", "blogs.sapo.pt", "splinder.com", "bitacoras.com", "xanga.com", "vox.com",
    # Japan
    "hatenablog.com", "hatenablog.jp", "hatenadiary.com", "hatenadiary.jp", "hateblo.jp", "seesaa.net",
    "jugem.jp", "exblog.jp", "cocolog-nifty.com", "air-nifty.com", "tea-nifty.com", "way-nifty.com",
    "txt-nifty.com", "moe-nifty.com", "livedoor.biz", "livedoor.blog", "blog.jp", "dreamlog.jp",
    "doorblog.jp", "ldblog.jp", "sblo.jp", "at.webry.info", "*.fc2.com", "blog.so-net.ne.jp",
    "blog.shinobi.jp", "blog.drecom.jp", "blogzine.jp", "asablo.jp", "ti-da.net", "naganoblog.jp",
    "hamazo.tv", "boo-log.com", "diarynote.jp", "269g.net", "no-blog.jp", "weblogs.jp",
    # Korea, China, Taiwan, Thailand
    "tistory.com", "egloos.com", "textcube.com", "pixnet.net", "blogbus.com", "blogcn.com", "bokee.com",
    "blog.163.com", "blog.sohu.com", "blog.hexun.com", "ycool.com", "yculblog.com", "spaces.live.com",
    "exteen.com",
    # Eastern Europe, Turkey, Iran
    "ucoz.ru", "blox.pl", "blog.onet.pl", "bloog.pl", "blog.hu", "freeblog.hu", "blog.hr", "bloger.hr",
    "blogger.ba", "blogcu.com", "blogfa.com", "mihanblog.com", "persianblog.ir", "blogsky.com",
    "parsiblog.com", "maktoobblog.com",
)  # fmt: skip
# The folder that is a blog's own is the first one, or the second behind those named here.
FOLDERS: dict[str, tuple[str, ...]] = {
    "d.hatena.ne.jp": (), "blog.livedoor.jp": (), "ameblo.jp": (), "blog.goo.ne.jp": (),
    "blogs.yahoo.co.jp": (), "plaza.rakuten.co.jp": (), "yaplog.jp": (), "blog.ocn.ne.jp": (),
    "diary.jp.aol.com": (), "www.doblog.com": ("weblog", "myblog"),
    "blog.naver.com": (), "blog.daum.net": (), "www.wretch.cc": ("blog",), "blog.xuite.net": (),
    "blog.yam.com": (), "blog.roodo.com": (), "blog.pixnet.net": (), "blog.udn.com": (),
    "mypaper.pchome.com.tw": (), "blog.sina.com.cn": ("u",), "hi.baidu.com": (),
    "www.liveinternet.ru": ("users",), "blogs.mail.ru": ("mail", "list", "bk", "inbox"),
}  # fmt: skip
