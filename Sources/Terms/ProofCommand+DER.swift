extension ProofCommand {
  /// Python definitions that write DER: `e` puts tag and length in front of contents, `o` writes an
  /// OBJECT IDENTIFIER from the hexadecimal digits of its contents, `i` an INTEGER.
  static let der =
    "e=lambda t,*x:(lambda c,m:bytes([t])+(bytes([m]) if m<128 else"
    + " bytes([128-(-m.bit_length()//8)])+m.to_bytes(-(-m.bit_length()//8),\"big\"))+c)"
    + "(b\"\".join(x),sum(map(len,x)));"
    + "o=lambda h:e(6,bytes.fromhex(h));"
    + "i=lambda n:e(2,n.to_bytes(n.bit_length()//8+1,\"big\"));"

  /// The same for certificates: `c` writes a common name as a Name, `p` reads a time as
  /// `2030-01-01 12:00:00 UTC`, `t` writes it, `k` is the identifier of a key in its
  /// SubjectPublicKeyInfo, `x` writes an extension.
  static let certificateDER =
    "from datetime import datetime as D,timedelta as T;" + der
    + "c=lambda x:e(48,e(49,e(48,o(\"550403\"),e(12,x))));"
    + "u=lambda x:x[2+(x[1]&127)*(x[1]>127):];"
    + "k=lambda s:hashlib.sha1(u(u(s)[15:])[1:]).digest();"
    + "x=lambda h,v,c=b\"\":e(48,o(h),c,e(4,v));"
    + "p=lambda b:D.strptime(b.decode(),\"%Y-%m-%d %H:%M:%S UTC\");"
    + "t=lambda d:e(23,d.strftime(\"%y%m%d%H%M%SZ\").encode()) if d.year<2050"
    + " else e(24,d.strftime(\"%Y%m%d%H%M%SZ\").encode());"
}
