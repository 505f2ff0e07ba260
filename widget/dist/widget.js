"use strict";(()=>{var Ls=Object.defineProperty;var Bs=(i,e)=>{for(var t in e)Ls(i,t,{get:e[t],enumerable:!0})};var pe=globalThis,fe=pe.ShadowRoot&&(pe.ShadyCSS===void 0||pe.ShadyCSS.nativeShadow)&&"adoptedStyleSheets"in Document.prototype&&"replace"in CSSStyleSheet.prototype,De=Symbol(),ft=new WeakMap,G=class{constructor(e,t,s){if(this._$cssResult$=!0,s!==De)throw Error("CSSResult is not constructable. Use `unsafeCSS` or `css` instead.");this.cssText=e,this.t=t}get styleSheet(){let e=this.o,t=this.t;if(fe&&e===void 0){let s=t!==void 0&&t.length===1;s&&(e=ft.get(t)),e===void 0&&((this.o=e=new CSSStyleSheet).replaceSync(this.cssText),s&&ft.set(t,e))}return e}toString(){return this.cssText}},me=i=>new G(typeof i=="string"?i:i+"",void 0,De),H=(i,...e)=>{let t=i.length===1?i[0]:e.reduce((s,n,r)=>s+(o=>{if(o._$cssResult$===!0)return o.cssText;if(typeof o=="number")return o;throw Error("Value passed to 'css' function must be a 'css' function result: "+o+". Use 'unsafeCSS' to pass non-literal values, but take care to ensure page security.")})(n)+i[r+1],i[0]);return new G(t,i,De)},mt=(i,e)=>{if(fe)i.adoptedStyleSheets=e.map(t=>t instanceof CSSStyleSheet?t:t.styleSheet);else for(let t of e){let s=document.createElement("style"),n=pe.litNonce;n!==void 0&&s.setAttribute("nonce",n),s.textContent=t.cssText,i.appendChild(s)}},Ie=fe?i=>i:i=>i instanceof CSSStyleSheet?(e=>{let t="";for(let s of e.cssRules)t+=s.cssText;return me(t)})(i):i;var{is:Ms,defineProperty:Us,getOwnPropertyDescriptor:Ds,getOwnPropertyNames:Is,getOwnPropertySymbols:qs,getPrototypeOf:Hs}=Object,ge=globalThis,gt=ge.trustedTypes,Fs=gt?gt.emptyScript:"",Vs=ge.reactiveElementPolyfillSupport,X=(i,e)=>i,qe={toAttribute(i,e){switch(e){case Boolean:i=i?Fs:null;break;case Object:case Array:i=i==null?i:JSON.stringify(i)}return i},fromAttribute(i,e){let t=i;switch(e){case Boolean:t=i!==null;break;case Number:t=i===null?null:Number(i);break;case Object:case Array:try{t=JSON.parse(i)}catch{t=null}}return t}},vt=(i,e)=>!Ms(i,e),yt={attribute:!0,type:String,converter:qe,reflect:!1,useDefault:!1,hasChanged:vt};Symbol.metadata??=Symbol("metadata"),ge.litPropertyMetadata??=new WeakMap;var x=class extends HTMLElement{static addInitializer(e){this._$Ei(),(this.l??=[]).push(e)}static get observedAttributes(){return this.finalize(),this._$Eh&&[...this._$Eh.keys()]}static createProperty(e,t=yt){if(t.state&&(t.attribute=!1),this._$Ei(),this.prototype.hasOwnProperty(e)&&((t=Object.create(t)).wrapped=!0),this.elementProperties.set(e,t),!t.noAccessor){let s=Symbol(),n=this.getPropertyDescriptor(e,s,t);n!==void 0&&Us(this.prototype,e,n)}}static getPropertyDescriptor(e,t,s){let{get:n,set:r}=Ds(this.prototype,e)??{get(){return this[t]},set(o){this[t]=o}};return{get:n,set(o){let a=n?.call(this);r?.call(this,o),this.requestUpdate(e,a,s)},configurable:!0,enumerable:!0}}static getPropertyOptions(e){return this.elementProperties.get(e)??yt}static _$Ei(){if(this.hasOwnProperty(X("elementProperties")))return;let e=Hs(this);e.finalize(),e.l!==void 0&&(this.l=[...e.l]),this.elementProperties=new Map(e.elementProperties)}static finalize(){if(this.hasOwnProperty(X("finalized")))return;if(this.finalized=!0,this._$Ei(),this.hasOwnProperty(X("properties"))){let t=this.properties,s=[...Is(t),...qs(t)];for(let n of s)this.createProperty(n,t[n])}let e=this[Symbol.metadata];if(e!==null){let t=litPropertyMetadata.get(e);if(t!==void 0)for(let[s,n]of t)this.elementProperties.set(s,n)}this._$Eh=new Map;for(let[t,s]of this.elementProperties){let n=this._$Eu(t,s);n!==void 0&&this._$Eh.set(n,t)}this.elementStyles=this.finalizeStyles(this.styles)}static finalizeStyles(e){let t=[];if(Array.isArray(e)){let s=new Set(e.flat(1/0).reverse());for(let n of s)t.unshift(Ie(n))}else e!==void 0&&t.push(Ie(e));return t}static _$Eu(e,t){let s=t.attribute;return s===!1?void 0:typeof s=="string"?s:typeof e=="string"?e.toLowerCase():void 0}constructor(){super(),this._$Ep=void 0,this.isUpdatePending=!1,this.hasUpdated=!1,this._$Em=null,this._$Ev()}_$Ev(){this._$ES=new Promise(e=>this.enableUpdating=e),this._$AL=new Map,this._$E_(),this.requestUpdate(),this.constructor.l?.forEach(e=>e(this))}addController(e){(this._$EO??=new Set).add(e),this.renderRoot!==void 0&&this.isConnected&&e.hostConnected?.()}removeController(e){this._$EO?.delete(e)}_$E_(){let e=new Map,t=this.constructor.elementProperties;for(let s of t.keys())this.hasOwnProperty(s)&&(e.set(s,this[s]),delete this[s]);e.size>0&&(this._$Ep=e)}createRenderRoot(){let e=this.shadowRoot??this.attachShadow(this.constructor.shadowRootOptions);return mt(e,this.constructor.elementStyles),e}connectedCallback(){this.renderRoot??=this.createRenderRoot(),this.enableUpdating(!0),this._$EO?.forEach(e=>e.hostConnected?.())}enableUpdating(e){}disconnectedCallback(){this._$EO?.forEach(e=>e.hostDisconnected?.())}attributeChangedCallback(e,t,s){this._$AK(e,s)}_$ET(e,t){let s=this.constructor.elementProperties.get(e),n=this.constructor._$Eu(e,s);if(n!==void 0&&s.reflect===!0){let r=(s.converter?.toAttribute!==void 0?s.converter:qe).toAttribute(t,s.type);this._$Em=e,r==null?this.removeAttribute(n):this.setAttribute(n,r),this._$Em=null}}_$AK(e,t){let s=this.constructor,n=s._$Eh.get(e);if(n!==void 0&&this._$Em!==n){let r=s.getPropertyOptions(n),o=typeof r.converter=="function"?{fromAttribute:r.converter}:r.converter?.fromAttribute!==void 0?r.converter:qe;this._$Em=n;let a=o.fromAttribute(t,r.type);this[n]=a??this._$Ej?.get(n)??a,this._$Em=null}}requestUpdate(e,t,s,n=!1,r){if(e!==void 0){let o=this.constructor;if(n===!1&&(r=this[e]),s??=o.getPropertyOptions(e),!((s.hasChanged??vt)(r,t)||s.useDefault&&s.reflect&&r===this._$Ej?.get(e)&&!this.hasAttribute(o._$Eu(e,s))))return;this.C(e,t,s)}this.isUpdatePending===!1&&(this._$ES=this._$EP())}C(e,t,{useDefault:s,reflect:n,wrapped:r},o){s&&!(this._$Ej??=new Map).has(e)&&(this._$Ej.set(e,o??t??this[e]),r!==!0||o!==void 0)||(this._$AL.has(e)||(this.hasUpdated||s||(t=void 0),this._$AL.set(e,t)),n===!0&&this._$Em!==e&&(this._$Eq??=new Set).add(e))}async _$EP(){this.isUpdatePending=!0;try{await this._$ES}catch(t){Promise.reject(t)}let e=this.scheduleUpdate();return e!=null&&await e,!this.isUpdatePending}scheduleUpdate(){return this.performUpdate()}performUpdate(){if(!this.isUpdatePending)return;if(!this.hasUpdated){if(this.renderRoot??=this.createRenderRoot(),this._$Ep){for(let[n,r]of this._$Ep)this[n]=r;this._$Ep=void 0}let s=this.constructor.elementProperties;if(s.size>0)for(let[n,r]of s){let{wrapped:o}=r,a=this[n];o!==!0||this._$AL.has(n)||a===void 0||this.C(n,void 0,r,a)}}let e=!1,t=this._$AL;try{e=this.shouldUpdate(t),e?(this.willUpdate(t),this._$EO?.forEach(s=>s.hostUpdate?.()),this.update(t)):this._$EM()}catch(s){throw e=!1,this._$EM(),s}e&&this._$AE(t)}willUpdate(e){}_$AE(e){this._$EO?.forEach(t=>t.hostUpdated?.()),this.hasUpdated||(this.hasUpdated=!0,this.firstUpdated(e)),this.updated(e)}_$EM(){this._$AL=new Map,this.isUpdatePending=!1}get updateComplete(){return this.getUpdateComplete()}getUpdateComplete(){return this._$ES}shouldUpdate(e){return!0}update(e){this._$Eq&&=this._$Eq.forEach(t=>this._$ET(t,this[t])),this._$EM()}updated(e){}firstUpdated(e){}};x.elementStyles=[],x.shadowRootOptions={mode:"open"},x[X("elementProperties")]=new Map,x[X("finalized")]=new Map,Vs?.({ReactiveElement:x}),(ge.reactiveElementVersions??=[]).push("2.1.2");var Fe=globalThis,_t=i=>i,ye=Fe.trustedTypes,bt=ye?ye.createPolicy("lit-html",{createHTML:i=>i}):void 0,Ve="$lit$",k=`lit$${Math.random().toFixed(9).slice(2)}$`,We="?"+k,Ws=`<${We}>`,M=document,Z=()=>M.createComment(""),ee=i=>i===null||typeof i!="object"&&typeof i!="function",Ke=Array.isArray,kt=i=>Ke(i)||typeof i?.[Symbol.iterator]=="function",He=`[ 	
\f\r]`,Q=/<(?:(!--|\/[^a-zA-Z])|(\/?[a-zA-Z][^>\s]*)|(\/?$))/g,wt=/-->/g,$t=/>/g,L=RegExp(`>|${He}(?:([^\\s"'>=/]+)(${He}*=${He}*(?:[^ 	
\f\r"'\`<>=]|("|')|))|$)`,"g"),At=/'/g,Et=/"/g,St=/^(?:script|style|textarea|title)$/i,ze=i=>(e,...t)=>({_$litType$:i,strings:e,values:t}),d=ze(1),Fi=ze(2),Vi=ze(3),w=Symbol.for("lit-noChange"),l=Symbol.for("lit-nothing"),xt=new WeakMap,B=M.createTreeWalker(M,129);function Tt(i,e){if(!Ke(i)||!i.hasOwnProperty("raw"))throw Error("invalid template strings array");return bt!==void 0?bt.createHTML(e):e}var Ct=(i,e)=>{let t=i.length-1,s=[],n,r=e===2?"<svg>":e===3?"<math>":"",o=Q;for(let a=0;a<t;a++){let c=i[a],u,f,h=-1,m=0;for(;m<c.length&&(o.lastIndex=m,f=o.exec(c),f!==null);)m=o.lastIndex,o===Q?f[1]==="!--"?o=wt:f[1]!==void 0?o=$t:f[2]!==void 0?(St.test(f[2])&&(n=RegExp("</"+f[2],"g")),o=L):f[3]!==void 0&&(o=L):o===L?f[0]===">"?(o=n??Q,h=-1):f[1]===void 0?h=-2:(h=o.lastIndex-f[2].length,u=f[1],o=f[3]===void 0?L:f[3]==='"'?Et:At):o===Et||o===At?o=L:o===wt||o===$t?o=Q:(o=L,n=void 0);let g=o===L&&i[a+1].startsWith("/>")?" ":"";r+=o===Q?c+Ws:h>=0?(s.push(u),c.slice(0,h)+Ve+c.slice(h)+k+g):c+k+(h===-2?a:g)}return[Tt(i,r+(i[t]||"<?>")+(e===2?"</svg>":e===3?"</math>":"")),s]},te=class i{constructor({strings:e,_$litType$:t},s){let n;this.parts=[];let r=0,o=0,a=e.length-1,c=this.parts,[u,f]=Ct(e,t);if(this.el=i.createElement(u,s),B.currentNode=this.el.content,t===2||t===3){let h=this.el.content.firstChild;h.replaceWith(...h.childNodes)}for(;(n=B.nextNode())!==null&&c.length<a;){if(n.nodeType===1){if(n.hasAttributes())for(let h of n.getAttributeNames())if(h.endsWith(Ve)){let m=f[o++],g=n.getAttribute(h).split(k),v=/([.?@])?(.*)/.exec(m);c.push({type:1,index:r,name:v[2],strings:g,ctor:v[1]==="."?_e:v[1]==="?"?be:v[1]==="@"?we:D}),n.removeAttribute(h)}else h.startsWith(k)&&(c.push({type:6,index:r}),n.removeAttribute(h));if(St.test(n.tagName)){let h=n.textContent.split(k),m=h.length-1;if(m>0){n.textContent=ye?ye.emptyScript:"";for(let g=0;g<m;g++)n.append(h[g],Z()),B.nextNode(),c.push({type:2,index:++r});n.append(h[m],Z())}}}else if(n.nodeType===8)if(n.data===We)c.push({type:2,index:r});else{let h=-1;for(;(h=n.data.indexOf(k,h+1))!==-1;)c.push({type:7,index:r}),h+=k.length-1}r++}}static createElement(e,t){let s=M.createElement("template");return s.innerHTML=e,s}};function U(i,e,t=i,s){if(e===w)return e;let n=s!==void 0?t._$Co?.[s]:t._$Cl,r=ee(e)?void 0:e._$litDirective$;return n?.constructor!==r&&(n?._$AO?.(!1),r===void 0?n=void 0:(n=new r(i),n._$AT(i,t,s)),s!==void 0?(t._$Co??=[])[s]=n:t._$Cl=n),n!==void 0&&(e=U(i,n._$AS(i,e.values),n,s)),e}var ve=class{constructor(e,t){this._$AV=[],this._$AN=void 0,this._$AD=e,this._$AM=t}get parentNode(){return this._$AM.parentNode}get _$AU(){return this._$AM._$AU}u(e){let{el:{content:t},parts:s}=this._$AD,n=(e?.creationScope??M).importNode(t,!0);B.currentNode=n;let r=B.nextNode(),o=0,a=0,c=s[0];for(;c!==void 0;){if(o===c.index){let u;c.type===2?u=new F(r,r.nextSibling,this,e):c.type===1?u=new c.ctor(r,c.name,c.strings,this,e):c.type===6&&(u=new $e(r,this,e)),this._$AV.push(u),c=s[++a]}o!==c?.index&&(r=B.nextNode(),o++)}return B.currentNode=M,n}p(e){let t=0;for(let s of this._$AV)s!==void 0&&(s.strings!==void 0?(s._$AI(e,s,t),t+=s.strings.length-2):s._$AI(e[t])),t++}},F=class i{get _$AU(){return this._$AM?._$AU??this._$Cv}constructor(e,t,s,n){this.type=2,this._$AH=l,this._$AN=void 0,this._$AA=e,this._$AB=t,this._$AM=s,this.options=n,this._$Cv=n?.isConnected??!0}get parentNode(){let e=this._$AA.parentNode,t=this._$AM;return t!==void 0&&e?.nodeType===11&&(e=t.parentNode),e}get startNode(){return this._$AA}get endNode(){return this._$AB}_$AI(e,t=this){e=U(this,e,t),ee(e)?e===l||e==null||e===""?(this._$AH!==l&&this._$AR(),this._$AH=l):e!==this._$AH&&e!==w&&this._(e):e._$litType$!==void 0?this.$(e):e.nodeType!==void 0?this.T(e):kt(e)?this.k(e):this._(e)}O(e){return this._$AA.parentNode.insertBefore(e,this._$AB)}T(e){this._$AH!==e&&(this._$AR(),this._$AH=this.O(e))}_(e){this._$AH!==l&&ee(this._$AH)?this._$AA.nextSibling.data=e:this.T(M.createTextNode(e)),this._$AH=e}$(e){let{values:t,_$litType$:s}=e,n=typeof s=="number"?this._$AC(e):(s.el===void 0&&(s.el=te.createElement(Tt(s.h,s.h[0]),this.options)),s);if(this._$AH?._$AD===n)this._$AH.p(t);else{let r=new ve(n,this),o=r.u(this.options);r.p(t),this.T(o),this._$AH=r}}_$AC(e){let t=xt.get(e.strings);return t===void 0&&xt.set(e.strings,t=new te(e)),t}k(e){Ke(this._$AH)||(this._$AH=[],this._$AR());let t=this._$AH,s,n=0;for(let r of e)n===t.length?t.push(s=new i(this.O(Z()),this.O(Z()),this,this.options)):s=t[n],s._$AI(r),n++;n<t.length&&(this._$AR(s&&s._$AB.nextSibling,n),t.length=n)}_$AR(e=this._$AA.nextSibling,t){for(this._$AP?.(!1,!0,t);e!==this._$AB;){let s=_t(e).nextSibling;_t(e).remove(),e=s}}setConnected(e){this._$AM===void 0&&(this._$Cv=e,this._$AP?.(e))}},D=class{get tagName(){return this.element.tagName}get _$AU(){return this._$AM._$AU}constructor(e,t,s,n,r){this.type=1,this._$AH=l,this._$AN=void 0,this.element=e,this.name=t,this._$AM=n,this.options=r,s.length>2||s[0]!==""||s[1]!==""?(this._$AH=Array(s.length-1).fill(new String),this.strings=s):this._$AH=l}_$AI(e,t=this,s,n){let r=this.strings,o=!1;if(r===void 0)e=U(this,e,t,0),o=!ee(e)||e!==this._$AH&&e!==w,o&&(this._$AH=e);else{let a=e,c,u;for(e=r[0],c=0;c<r.length-1;c++)u=U(this,a[s+c],t,c),u===w&&(u=this._$AH[c]),o||=!ee(u)||u!==this._$AH[c],u===l?e=l:e!==l&&(e+=(u??"")+r[c+1]),this._$AH[c]=u}o&&!n&&this.j(e)}j(e){e===l?this.element.removeAttribute(this.name):this.element.setAttribute(this.name,e??"")}},_e=class extends D{constructor(){super(...arguments),this.type=3}j(e){this.element[this.name]=e===l?void 0:e}},be=class extends D{constructor(){super(...arguments),this.type=4}j(e){this.element.toggleAttribute(this.name,!!e&&e!==l)}},we=class extends D{constructor(e,t,s,n,r){super(e,t,s,n,r),this.type=5}_$AI(e,t=this){if((e=U(this,e,t,0)??l)===w)return;let s=this._$AH,n=e===l&&s!==l||e.capture!==s.capture||e.once!==s.once||e.passive!==s.passive,r=e!==l&&(s===l||n);n&&this.element.removeEventListener(this.name,this,s),r&&this.element.addEventListener(this.name,this,e),this._$AH=e}handleEvent(e){typeof this._$AH=="function"?this._$AH.call(this.options?.host??this.element,e):this._$AH.handleEvent(e)}},$e=class{constructor(e,t,s){this.element=e,this.type=6,this._$AN=void 0,this._$AM=t,this.options=s}get _$AU(){return this._$AM._$AU}_$AI(e){U(this,e)}},Ot={M:Ve,P:k,A:We,C:1,L:Ct,R:ve,D:kt,V:U,I:F,H:D,N:be,U:we,B:_e,F:$e},Ks=Fe.litHtmlPolyfillSupport;Ks?.(te,F),(Fe.litHtmlVersions??=[]).push("3.3.3");var Rt=(i,e,t)=>{let s=t?.renderBefore??e,n=s._$litPart$;if(n===void 0){let r=t?.renderBefore??null;s._$litPart$=n=new F(e.insertBefore(Z(),r),r,void 0,t??{})}return n._$AI(i),n};var je=globalThis,A=class extends x{constructor(){super(...arguments),this.renderOptions={host:this},this._$Do=void 0}createRenderRoot(){let e=super.createRenderRoot();return this.renderOptions.renderBefore??=e.firstChild,e}update(e){let t=this.render();this.hasUpdated||(this.renderOptions.isConnected=this.isConnected),super.update(e),this._$Do=Rt(t,this.renderRoot,this.renderOptions)}connectedCallback(){super.connectedCallback(),this._$Do?.setConnected(!0)}disconnectedCallback(){super.disconnectedCallback(),this._$Do?.setConnected(!1)}render(){return w}};A._$litElement$=!0,A.finalized=!0,je.litElementHydrateSupport?.({LitElement:A});var zs=je.litElementPolyfillSupport;zs?.({LitElement:A});(je.litElementVersions??=[]).push("4.2.2");var Pt={ATTRIBUTE:1,CHILD:2,PROPERTY:3,BOOLEAN_ATTRIBUTE:4,EVENT:5,ELEMENT:6},Ae=i=>(...e)=>({_$litDirective$:i,values:e}),V=class{constructor(e){}get _$AU(){return this._$AM._$AU}_$AT(e,t,s){this._$Ct=e,this._$AM=t,this._$Ci=s}_$AS(e,t){return this.update(e,t)}update(e,t){return this.render(...t)}};var js={},Nt=Ae(class extends V{constructor(){super(...arguments),this.ot=js}render(i,e){return e()}update(i,[e,t]){if(Array.isArray(e)){if(Array.isArray(this.ot)&&this.ot.length===e.length&&e.every((s,n)=>s===this.ot[n]))return w}else if(this.ot===e)return w;return this.ot=Array.isArray(e)?Array.from(e):e,this.render(e,t)}});var{I:Ys}=Ot,Lt=i=>i;var Bt=()=>document.createComment(""),W=(i,e,t)=>{let s=i._$AA.parentNode,n=e===void 0?i._$AB:e._$AA;if(t===void 0){let r=s.insertBefore(Bt(),n),o=s.insertBefore(Bt(),n);t=new Ys(r,o,i,i.options)}else{let r=t._$AB.nextSibling,o=t._$AM,a=o!==i;if(a){let c;t._$AQ?.(i),t._$AM=i,t._$AP!==void 0&&(c=i._$AU)!==o._$AU&&t._$AP(c)}if(r!==n||a){let c=t._$AA;for(;c!==r;){let u=Lt(c).nextSibling;Lt(s).insertBefore(c,n),c=u}}}return t},O=(i,e,t=i)=>(i._$AI(e,t),i),Js={},Mt=(i,e=Js)=>i._$AH=e,Ut=i=>i._$AH,Ee=i=>{i._$AR(),i._$AA.remove()};var Dt=(i,e,t)=>{let s=new Map;for(let n=e;n<=t;n++)s.set(i[n],n);return s},Ye=Ae(class extends V{constructor(i){if(super(i),i.type!==Pt.CHILD)throw Error("repeat() can only be used in text expressions")}dt(i,e,t){let s;t===void 0?t=e:e!==void 0&&(s=e);let n=[],r=[],o=0;for(let a of i)n[o]=s?s(a,o):o,r[o]=t(a,o),o++;return{values:r,keys:n}}render(i,e,t){return this.dt(i,e,t).values}update(i,[e,t,s]){let n=Ut(i),{values:r,keys:o}=this.dt(e,t,s);if(!Array.isArray(n))return this.ut=o,r;let a=this.ut??=[],c=[],u,f,h=0,m=n.length-1,g=0,v=r.length-1;for(;h<=m&&g<=v;)if(n[h]===null)h++;else if(n[m]===null)m--;else if(a[h]===o[g])c[g]=O(n[h],r[g]),h++,g++;else if(a[m]===o[v])c[v]=O(n[m],r[v]),m--,v--;else if(a[h]===o[v])c[v]=O(n[h],r[v]),W(i,c[v+1],n[h]),h++,v--;else if(a[m]===o[g])c[g]=O(n[m],r[g]),W(i,n[h],n[m]),m--,g++;else if(u===void 0&&(u=Dt(o,g,v),f=Dt(a,h,m)),u.has(a[h]))if(u.has(a[m])){let E=f.get(o[g]),Ue=E!==void 0?n[E]:null;if(Ue===null){let pt=W(i,n[h]);O(pt,r[g]),c[g]=pt}else c[g]=O(Ue,r[g]),W(i,n[h],Ue),n[E]=null;g++}else Ee(n[m]),m--;else Ee(n[h]),h++;for(;g<=v;){let E=W(i,c[v+1]);O(E,r[g]),c[g++]=E}for(;h<=m;){let E=n[h++];E!==null&&Ee(E)}return this.ut=o,Mt(i,c),w}});function It(i){let[e,t,s]=[1,3,5].map(r=>Gs(parseInt(i.slice(r,r+2),16)));return .2126*e+.7152*t+.0722*s>.179?"#000000":"#ffffff"}function Gs(i){let e=i/255;return e<=.04045?e/12.92:((e+.055)/1.055)**2.4}var $=Object.create(null);$.open="0";$.close="1";$.ping="2";$.pong="3";$.message="4";$.upgrade="5";$.noop="6";var se=Object.create(null);Object.keys($).forEach(i=>{se[$[i]]=i});var ie={type:"error",data:"parser error"};var Ft=typeof Blob=="function"||typeof Blob<"u"&&Object.prototype.toString.call(Blob)==="[object BlobConstructor]",Vt=typeof ArrayBuffer=="function",Wt=i=>typeof ArrayBuffer.isView=="function"?ArrayBuffer.isView(i):i&&i.buffer instanceof ArrayBuffer,ne=({type:i,data:e},t,s)=>Ft&&e instanceof Blob?t?s(e):qt(e,s):Vt&&(e instanceof ArrayBuffer||Wt(e))?t?s(e):qt(new Blob([e]),s):s($[i]+(e||"")),qt=(i,e)=>{let t=new FileReader;return t.onload=function(){let s=t.result.split(",")[1];e("b"+(s||""))},t.readAsDataURL(i)};function Ht(i){return i instanceof Uint8Array?i:i instanceof ArrayBuffer?new Uint8Array(i):new Uint8Array(i.buffer,i.byteOffset,i.byteLength)}var Je;function Kt(i,e){if(Ft&&i.data instanceof Blob)return i.data.arrayBuffer().then(Ht).then(e);if(Vt&&(i.data instanceof ArrayBuffer||Wt(i.data)))return e(Ht(i.data));ne(i,!1,t=>{Je||(Je=new TextEncoder),e(Je.encode(t))})}var zt="ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/",re=typeof Uint8Array>"u"?[]:new Uint8Array(256);for(let i=0;i<zt.length;i++)re[zt.charCodeAt(i)]=i;var jt=i=>{let e=i.length*.75,t=i.length,s,n=0,r,o,a,c;i[i.length-1]==="="&&(e--,i[i.length-2]==="="&&e--);let u=new ArrayBuffer(e),f=new Uint8Array(u);for(s=0;s<t;s+=4)r=re[i.charCodeAt(s)],o=re[i.charCodeAt(s+1)],a=re[i.charCodeAt(s+2)],c=re[i.charCodeAt(s+3)],f[n++]=r<<2|o>>4,f[n++]=(o&15)<<4|a>>2,f[n++]=(a&3)<<6|c&63;return u};var Xs=typeof ArrayBuffer=="function",oe=(i,e)=>{if(typeof i!="string")return{type:"message",data:Yt(i,e)};let t=i.charAt(0);return t==="b"?{type:"message",data:Qs(i.substring(1),e)}:se[t]?i.length>1?{type:se[t],data:i.substring(1)}:{type:se[t]}:ie},Qs=(i,e)=>{if(Xs){let t=jt(i);return Yt(t,e)}else return{base64:!0,data:i}},Yt=(i,e)=>{switch(e){case"blob":return i instanceof Blob?i:new Blob([i]);case"arraybuffer":default:return i instanceof ArrayBuffer?i:i.buffer}};var Jt="",Gt=(i,e)=>{let t=i.length,s=new Array(t),n=0;i.forEach((r,o)=>{ne(r,!1,a=>{s[o]=a,++n===t&&e(s.join(Jt))})})},Xt=(i,e)=>{let t=i.split(Jt),s=[];for(let n=0;n<t.length;n++){let r=oe(t[n],e);if(s.push(r),r.type==="error")break}return s};function Qt(){return new TransformStream({transform(i,e){Kt(i,t=>{let s=t.length,n;if(s<126)n=new Uint8Array(1),new DataView(n.buffer).setUint8(0,s);else if(s<65536){n=new Uint8Array(3);let r=new DataView(n.buffer);r.setUint8(0,126),r.setUint16(1,s)}else{n=new Uint8Array(9);let r=new DataView(n.buffer);r.setUint8(0,127),r.setBigUint64(1,BigInt(s))}i.data&&typeof i.data!="string"&&(n[0]|=128),e.enqueue(n),e.enqueue(t)})}})}var Ge;function xe(i){return i.reduce((e,t)=>e+t.length,0)}function ke(i,e){if(i[0].length===e)return i.shift();let t=new Uint8Array(e),s=0;for(let n=0;n<e;n++)t[n]=i[0][s++],s===i[0].length&&(i.shift(),s=0);return i.length&&s<i[0].length&&(i[0]=i[0].slice(s)),t}function Zt(i,e){Ge||(Ge=new TextDecoder);let t=[],s=0,n=-1,r=!1;return new TransformStream({transform(o,a){for(t.push(o);;){if(s===0){if(xe(t)<1)break;let c=ke(t,1);r=(c[0]&128)===128,n=c[0]&127,n<126?s=3:n===126?s=1:s=2}else if(s===1){if(xe(t)<2)break;let c=ke(t,2);n=new DataView(c.buffer,c.byteOffset,c.length).getUint16(0),s=3}else if(s===2){if(xe(t)<8)break;let c=ke(t,8),u=new DataView(c.buffer,c.byteOffset,c.length),f=u.getUint32(0);if(f>Math.pow(2,21)-1){a.enqueue(ie);break}n=f*Math.pow(2,32)+u.getUint32(4),s=3}else{if(xe(t)<n)break;let c=ke(t,n);a.enqueue(oe(r?c:Ge.decode(c),e)),s=0}if(n===0||n>i){a.enqueue(ie);break}}}})}var Xe=4;function y(i){if(i)return Zs(i)}function Zs(i){for(var e in y.prototype)i[e]=y.prototype[e];return i}y.prototype.on=y.prototype.addEventListener=function(i,e){return this._callbacks=this._callbacks||{},(this._callbacks["$"+i]=this._callbacks["$"+i]||[]).push(e),this};y.prototype.once=function(i,e){function t(){this.off(i,t),e.apply(this,arguments)}return t.fn=e,this.on(i,t),this};y.prototype.off=y.prototype.removeListener=y.prototype.removeAllListeners=y.prototype.removeEventListener=function(i,e){if(this._callbacks=this._callbacks||{},arguments.length==0)return this._callbacks={},this;var t=this._callbacks["$"+i];if(!t)return this;if(arguments.length==1)return delete this._callbacks["$"+i],this;for(var s,n=0;n<t.length;n++)if(s=t[n],s===e||s.fn===e){t.splice(n,1);break}return t.length===0&&delete this._callbacks["$"+i],this};y.prototype.emit=function(i){this._callbacks=this._callbacks||{};for(var e=new Array(arguments.length-1),t=this._callbacks["$"+i],s=1;s<arguments.length;s++)e[s-1]=arguments[s];if(t){t=t.slice(0);for(var s=0,n=t.length;s<n;++s)t[s].apply(this,e)}return this};y.prototype.emitReserved=y.prototype.emit;y.prototype.listeners=function(i){return this._callbacks=this._callbacks||{},this._callbacks["$"+i]||[]};y.prototype.hasListeners=function(i){return!!this.listeners(i).length};var S=typeof Promise=="function"&&typeof Promise.resolve=="function"?e=>Promise.resolve().then(e):(e,t)=>t(e,0),_=typeof self<"u"?self:typeof window<"u"?window:Function("return this")(),es="arraybuffer";function Se(i,...e){return e.reduce((t,s)=>(i.hasOwnProperty(s)&&(t[s]=i[s]),t),{})}var ei=_.setTimeout,ti=_.clearTimeout;function T(i,e){e.useNativeTimers?(i.setTimeoutFn=ei.bind(_),i.clearTimeoutFn=ti.bind(_)):(i.setTimeoutFn=_.setTimeout.bind(_),i.clearTimeoutFn=_.clearTimeout.bind(_))}var si=1.33;function ts(i){return typeof i=="string"?ii(i):Math.ceil((i.byteLength||i.size)*si)}function ii(i){let e=0,t=0;for(let s=0,n=i.length;s<n;s++)e=i.charCodeAt(s),e<128?t+=1:e<2048?t+=2:e<55296||e>=57344?t+=3:(s++,t+=4);return t}function Te(){return Date.now().toString(36).substring(3)+Math.random().toString(36).substring(2,5)}function ss(i){let e="";for(let t in i)i.hasOwnProperty(t)&&(e.length&&(e+="&"),e+=encodeURIComponent(t)+"="+encodeURIComponent(i[t]));return e}function is(i){let e={},t=i.split("&");for(let s=0,n=t.length;s<n;s++){let r=t[s].split("=");e[decodeURIComponent(r[0])]=decodeURIComponent(r.slice(1).join("="))}return e}var Ce=class extends Error{constructor(e,t,s){super(e),this.description=t,this.context=s,this.type="TransportError"}},C=class extends y{constructor(e){super(),this.writable=!1,T(this,e),this.opts=e,this.query=e.query,this.socket=e.socket,this.supportsBinary=!e.forceBase64}onError(e,t,s){return super.emitReserved("error",new Ce(e,t,s)),this}open(){return this.readyState="opening",this.doOpen(),this}close(){return(this.readyState==="opening"||this.readyState==="open")&&(this.doClose(),this.onClose()),this}send(e){this.readyState==="open"&&this.write(e)}onOpen(){this.readyState="open",this.writable=!0,super.emitReserved("open")}onData(e){let t=oe(e,this.socket.binaryType);this.onPacket(t)}onPacket(e){super.emitReserved("packet",e)}onClose(e){this.readyState="closed",super.emitReserved("close",e)}pause(e){}createUri(e,t={}){return e+"://"+this._hostname()+this._port()+this.opts.path+this._query(t)}_hostname(){let e=this.opts.hostname;return e.indexOf(":")===-1?e:"["+e+"]"}_port(){return this.opts.port&&(this.opts.secure&&Number(this.opts.port)!==443||!this.opts.secure&&Number(this.opts.port)!==80)?":"+this.opts.port:""}_query(e){let t=ss(e);return t.length?"?"+t:""}};var ae=class extends C{constructor(){super(...arguments),this._polling=!1}get name(){return"polling"}doOpen(){this._poll()}pause(e){this.readyState="pausing";let t=()=>{this.readyState="paused",e()};if(this._polling||!this.writable){let s=0;this._polling&&(s++,this.once("pollComplete",function(){--s||t()})),this.writable||(s++,this.once("drain",function(){--s||t()}))}else t()}_poll(){this._polling=!0,this.doPoll(),this.emitReserved("poll")}onData(e){let t=s=>{if(this.readyState==="opening"&&s.type==="open"&&this.onOpen(),s.type==="close")return this.onClose({description:"transport closed by the server"}),!1;this.onPacket(s)};Xt(e,this.socket.binaryType).forEach(t),this.readyState!=="closed"&&(this._polling=!1,this.emitReserved("pollComplete"),this.readyState==="open"&&this._poll())}doClose(){let e=()=>{this.write([{type:"close"}])};this.readyState==="open"?e():this.once("open",e)}write(e){this.writable=!1,Gt(e,t=>{this.doWrite(t,()=>{this.writable=!0,this.emitReserved("drain")})})}uri(){let e=this.opts.secure?"https":"http",t=this.query||{};return this.opts.timestampRequests!==!1&&(t[this.opts.timestampParam]=Te()),!this.supportsBinary&&!t.sid&&(t.b64=1),this.createUri(e,t)}};var ns=!1;try{ns=typeof XMLHttpRequest<"u"&&"withCredentials"in new XMLHttpRequest}catch{}var rs=ns;function ni(){}var Qe=class extends ae{constructor(e){if(super(e),typeof location<"u"){let t=location.protocol==="https:",s=location.port;s||(s=t?"443":"80"),this.xd=typeof location<"u"&&e.hostname!==location.hostname||s!==e.port}}doWrite(e,t){let s=this.request({method:"POST",data:e});s.on("success",t),s.on("error",(n,r)=>{this.onError("xhr post error",n,r)})}doPoll(){let e=this.request();e.on("data",this.onData.bind(this)),e.on("error",(t,s)=>{this.onError("xhr poll error",t,s)}),this.pollXhr=e}},R=class i extends y{constructor(e,t,s){super(),this.createRequest=e,T(this,s),this._opts=s,this._method=s.method||"GET",this._uri=t,this._data=s.data!==void 0?s.data:null,this._create()}_create(){var e;let t=Se(this._opts,"agent","pfx","key","passphrase","cert","ca","ciphers","rejectUnauthorized","autoUnref");t.xdomain=!!this._opts.xd;let s=this._xhr=this.createRequest(t);try{s.open(this._method,this._uri,!0);try{if(this._opts.extraHeaders){s.setDisableHeaderCheck&&s.setDisableHeaderCheck(!0);for(let n in this._opts.extraHeaders)this._opts.extraHeaders.hasOwnProperty(n)&&s.setRequestHeader(n,this._opts.extraHeaders[n])}}catch{}if(this._method==="POST")try{s.setRequestHeader("Content-type","text/plain;charset=UTF-8")}catch{}try{s.setRequestHeader("Accept","*/*")}catch{}(e=this._opts.cookieJar)===null||e===void 0||e.addCookies(s),"withCredentials"in s&&(s.withCredentials=this._opts.withCredentials),this._opts.requestTimeout&&(s.timeout=this._opts.requestTimeout),s.onreadystatechange=()=>{var n;s.readyState===3&&((n=this._opts.cookieJar)===null||n===void 0||n.parseCookies(s.getResponseHeader("set-cookie"))),s.readyState===4&&(s.status===200||s.status===1223?this._onLoad():this.setTimeoutFn(()=>{this._onError(typeof s.status=="number"?s.status:0)},0))},s.send(this._data)}catch(n){this.setTimeoutFn(()=>{this._onError(n)},0);return}typeof document<"u"&&(this._index=i.requestsCount++,i.requests[this._index]=this)}_onError(e){this.emitReserved("error",e,this._xhr),this._cleanup(!0)}_cleanup(e){if(!(typeof this._xhr>"u"||this._xhr===null)){if(this._xhr.onreadystatechange=ni,e)try{this._xhr.abort()}catch{}typeof document<"u"&&delete i.requests[this._index],this._xhr=null}}_onLoad(){let e=this._xhr.responseText;e!==null&&(this.emitReserved("data",e),this.emitReserved("success"),this._cleanup())}abort(){this._cleanup()}};R.requestsCount=0;R.requests={};if(typeof document<"u"){if(typeof attachEvent=="function")attachEvent("onunload",os);else if(typeof addEventListener=="function"){let i="onpagehide"in _?"pagehide":"unload";addEventListener(i,os,!1)}}function os(){for(let i in R.requests)R.requests.hasOwnProperty(i)&&R.requests[i].abort()}var ri=(function(){let i=as({xdomain:!1});return i&&i.responseType!==null})(),P=class extends Qe{constructor(e){super(e);let t=e&&e.forceBase64;this.supportsBinary=ri&&!t}request(e={}){return Object.assign(e,{xd:this.xd},this.opts),new R(as,this.uri(),e)}};function as(i){let e=i.xdomain;try{if(typeof XMLHttpRequest<"u"&&(!e||rs))return new XMLHttpRequest}catch{}if(!e)try{return new _[["Active"].concat("Object").join("X")]("Microsoft.XMLHTTP")}catch{}}var cs=typeof navigator<"u"&&typeof navigator.product=="string"&&navigator.product.toLowerCase()==="reactnative",et=class extends C{get name(){return"websocket"}doOpen(){let e=this.uri(),t=this.opts.protocols,s=cs?{}:Se(this.opts,"agent","perMessageDeflate","pfx","key","passphrase","cert","ca","ciphers","rejectUnauthorized","localAddress","protocolVersion","origin","maxPayload","family","checkServerIdentity");this.opts.extraHeaders&&(s.headers=this.opts.extraHeaders);try{this.ws=this.createSocket(e,t,s)}catch(n){return this.emitReserved("error",n)}this.ws.binaryType=this.socket.binaryType,this.addEventListeners()}addEventListeners(){this.ws.onopen=()=>{this.opts.autoUnref&&this.ws._socket.unref(),this.onOpen()},this.ws.onclose=e=>this.onClose({description:"websocket connection closed",context:e}),this.ws.onmessage=e=>this.onData(e.data),this.ws.onerror=e=>this.onError("websocket error",e)}write(e){this.writable=!1;for(let t=0;t<e.length;t++){let s=e[t],n=t===e.length-1;ne(s,this.supportsBinary,r=>{try{this.doWrite(s,r)}catch{}n&&S(()=>{this.writable=!0,this.emitReserved("drain")},this.setTimeoutFn)})}}doClose(){typeof this.ws<"u"&&(this.ws.onerror=()=>{},this.ws.close(),this.ws=null)}uri(){let e=this.opts.secure?"wss":"ws",t=this.query||{};return this.opts.timestampRequests&&(t[this.opts.timestampParam]=Te()),this.supportsBinary||(t.b64=1),this.createUri(e,t)}},Ze=_.WebSocket||_.MozWebSocket,N=class extends et{createSocket(e,t,s){return cs?new Ze(e,t,s):t?new Ze(e,t):new Ze(e)}doWrite(e,t){this.ws.send(t)}};var K=class extends C{get name(){return"webtransport"}doOpen(){try{this._transport=new WebTransport(this.createUri("https"),this.opts.transportOptions[this.name])}catch(e){return this.emitReserved("error",e)}this._transport.closed.then(()=>{this.onClose()}).catch(e=>{this.onError("webtransport error",e)}),this._transport.ready.then(()=>{this._transport.createBidirectionalStream().then(e=>{let t=Zt(Number.MAX_SAFE_INTEGER,this.socket.binaryType),s=e.readable.pipeThrough(t).getReader(),n=Qt();n.readable.pipeTo(e.writable),this._writer=n.writable.getWriter();let r=()=>{s.read().then(({done:a,value:c})=>{a||(this.onPacket(c),r())}).catch(a=>{})};r();let o={type:"open"};this.query.sid&&(o.data=`{"sid":"${this.query.sid}"}`),this._writer.write(o).then(()=>this.onOpen())})})}write(e){this.writable=!1;for(let t=0;t<e.length;t++){let s=e[t],n=t===e.length-1;this._writer.write(s).then(()=>{n&&S(()=>{this.writable=!0,this.emitReserved("drain")},this.setTimeoutFn)})}}doClose(){var e;(e=this._transport)===null||e===void 0||e.close()}};var tt={websocket:N,webtransport:K,polling:P};var oi=/^(?:(?![^:@\/?#]+:[^:@\/]*@)(http|https|ws|wss):\/\/)?((?:(([^:@\/?#]*)(?::([^:@\/?#]*))?)?@)?((?:[a-f0-9]{0,4}:){2,7}[a-f0-9]{0,4}|[^:\/?#]*)(?::(\d*))?)(((\/(?:[^?#](?![^?#\/]*\.[^?#\/.]+(?:[?#]|$)))*\/?)?([^?#\/]*))(?:\?([^#]*))?(?:#(.*))?)/,ai=["source","protocol","authority","userInfo","user","password","host","port","relative","path","directory","file","query","anchor"];function z(i){if(i.length>8e3)throw"URI too long";let e=i,t=i.indexOf("["),s=i.indexOf("]");t!=-1&&s!=-1&&(i=i.substring(0,t)+i.substring(t,s).replace(/:/g,";")+i.substring(s,i.length));let n=oi.exec(i||""),r={},o=14;for(;o--;)r[ai[o]]=n[o]||"";return t!=-1&&s!=-1&&(r.source=e,r.host=r.host.substring(1,r.host.length-1).replace(/;/g,":"),r.authority=r.authority.replace("[","").replace("]","").replace(/;/g,":"),r.ipv6uri=!0),r.pathNames=ci(r,r.path),r.queryKey=hi(r,r.query),r}function ci(i,e){let t=/\/{2,9}/g,s=e.replace(t,"/").split("/");return(e.slice(0,1)=="/"||e.length===0)&&s.splice(0,1),e.slice(-1)=="/"&&s.splice(s.length-1,1),s}function hi(i,e){let t={};return e.replace(/(?:^|&)([^&=]*)=?([^&]*)/g,function(s,n,r){n&&(t[n]=r)}),t}var st=typeof addEventListener=="function"&&typeof removeEventListener=="function",Oe=[];st&&addEventListener("offline",()=>{Oe.forEach(i=>i())},!1);var I=class i extends y{constructor(e,t={}){var s,n;if(super(),this.binaryType=es,this.writeBuffer=[],this._prevBufferLen=0,this._upgrades=[],this._pingInterval=-1,this._pingTimeout=-1,this._maxPayload=-1,this._pingTimeoutTime=1/0,e&&typeof e=="object"&&(t=e,e=null),e){let r=z(e);t.hostname=r.host,t.secure=r.protocol==="https"||r.protocol==="wss",t.port=r.port,r.query&&(t.query=r.query)}else t.host&&(t.hostname=z(t.host).host);if(T(this,t),this.secure=t.secure!=null?t.secure:typeof location<"u"&&location.protocol==="https:",t.hostname&&!t.port&&(t.port=this.secure?"443":"80"),this.hostname=t.hostname||(typeof location<"u"?location.hostname:"localhost"),this.port=t.port||(typeof location<"u"&&location.port?location.port:this.secure?"443":"80"),t.transportImplementations&&t.transports)throw new Error("specifying both 'transportImplementations' and 'transports' options is not supported");t.transportImplementations||!((s=t.transports)===null||s===void 0)&&s.length&&typeof t.transports[0]=="function"?(this.transports=[],this._transportsByName=Object.create(null),((n=t.transportImplementations)!==null&&n!==void 0?n:t.transports).forEach(r=>{let o=r.prototype.name;this.transports.push(o),this._transportsByName[o]=r})):(this.transports=t.transports?[...t.transports]:["polling","websocket","webtransport"],this._transportsByName=tt),this.opts=Object.assign({path:"/engine.io",agent:!1,withCredentials:!1,upgrade:!0,timestampParam:"t",rememberUpgrade:!1,addTrailingSlash:!0,rejectUnauthorized:!0,perMessageDeflate:{threshold:1024},transportOptions:{},closeOnBeforeunload:!1},t),this.opts.path=this.opts.path.replace(/\/$/,"")+(this.opts.addTrailingSlash?"/":""),typeof this.opts.query=="string"&&(this.opts.query=is(this.opts.query)),st&&(this.opts.closeOnBeforeunload&&(this._beforeunloadEventListener=()=>{this.transport&&(this.transport.removeAllListeners(),this.transport.close())},addEventListener("beforeunload",this._beforeunloadEventListener,!1)),this.hostname!=="localhost"&&(this._offlineEventListener=()=>{this._onClose("transport close",{description:"network connection lost"})},Oe.push(this._offlineEventListener))),this.opts.withCredentials&&(this._cookieJar=void 0),this._open()}createTransport(e){let t=Object.assign({},this.opts.query);t.EIO=Xe,t.transport=e,this.id&&(t.sid=this.id);let s=Object.assign({},this.opts,{query:t,socket:this,hostname:this.hostname,secure:this.secure,port:this.port},this.opts.transportOptions[e]);return new this._transportsByName[e](s)}_open(){if(this.transports.length===0){this.setTimeoutFn(()=>{this.emitReserved("error","No transports available")},0);return}let e=this.opts.rememberUpgrade&&i.priorWebsocketSuccess&&this.transports.indexOf("websocket")!==-1?"websocket":this.transports[0];this.readyState="opening";let t=this.createTransport(e);t.open(),this.setTransport(t)}setTransport(e){this.transport&&this.transport.removeAllListeners(),this.transport=e,e.on("drain",this._onDrain.bind(this)).on("packet",this._onPacket.bind(this)).on("error",this._onError.bind(this)).on("close",t=>this._onClose("transport close",t))}_probe(e){let t=this.createTransport(e),s=!1;i.priorWebsocketSuccess=!1;let n=()=>{s||(t.send([{type:"ping",data:"probe"}]),t.once("packet",h=>{if(!s)if(h.type==="pong"&&h.data==="probe"){if(this.upgrading=!0,this.emitReserved("upgrading",t),!t)return;i.priorWebsocketSuccess=t.name==="websocket",this.transport.pause(()=>{s||this.readyState!=="closed"&&(f(),this.setTransport(t),t.send([{type:"upgrade"}]),this.emitReserved("upgrade",t),t=null,this.upgrading=!1,this.flush())})}else{let m=new Error("probe error");m.transport=t.name,this.emitReserved("upgradeError",m)}}))};function r(){s||(s=!0,f(),t.close(),t=null)}let o=h=>{let m=new Error("probe error: "+h);m.transport=t.name,r(),this.emitReserved("upgradeError",m)};function a(){o("transport closed")}function c(){o("socket closed")}function u(h){t&&h.name!==t.name&&r()}let f=()=>{t.removeListener("open",n),t.removeListener("error",o),t.removeListener("close",a),this.off("close",c),this.off("upgrading",u)};t.once("open",n),t.once("error",o),t.once("close",a),this.once("close",c),this.once("upgrading",u),this._upgrades.indexOf("webtransport")!==-1&&e!=="webtransport"?this.setTimeoutFn(()=>{s||t.open()},200):t.open()}onOpen(){if(this.readyState="open",i.priorWebsocketSuccess=this.transport.name==="websocket",this.emitReserved("open"),this.flush(),this.readyState==="open"&&this.opts.upgrade)for(let e=0;e<this._upgrades.length;e++)this._probe(this._upgrades[e])}_onPacket(e){if(this.readyState==="opening"||this.readyState==="open"||this.readyState==="closing")switch(this.emitReserved("packet",e),this.emitReserved("heartbeat"),e.type){case"open":this.onHandshake(JSON.parse(e.data));break;case"ping":this._sendPacket("pong"),this.emitReserved("ping"),this.emitReserved("pong"),this._resetPingTimeout();break;case"error":let t=new Error("server error");t.code=e.data,this._onError(t);break;case"message":this.emitReserved("data",e.data),this.emitReserved("message",e.data);break}}onHandshake(e){this.emitReserved("handshake",e),this.id=e.sid,this.transport.query.sid=e.sid,this._upgrades=this._filterUpgrades(e.upgrades),this._pingInterval=e.pingInterval,this._pingTimeout=e.pingTimeout,this._maxPayload=e.maxPayload,this.onOpen(),this.readyState!=="closed"&&this._resetPingTimeout()}_resetPingTimeout(){this.clearTimeoutFn(this._pingTimeoutTimer);let e=this._pingInterval+this._pingTimeout;this._pingTimeoutTime=Date.now()+e,this._pingTimeoutTimer=this.setTimeoutFn(()=>{this._onClose("ping timeout")},e),this.opts.autoUnref&&this._pingTimeoutTimer.unref()}_onDrain(){this.writeBuffer.splice(0,this._prevBufferLen),this._prevBufferLen=0,this.writeBuffer.length===0?this.emitReserved("drain"):this.flush()}flush(){if(this.readyState!=="closed"&&this.transport.writable&&!this.upgrading&&this.writeBuffer.length){let e=this._getWritablePackets();this.transport.send(e),this._prevBufferLen=e.length,this.emitReserved("flush")}}_getWritablePackets(){if(!(this._maxPayload&&this.transport.name==="polling"&&this.writeBuffer.length>1))return this.writeBuffer;let t=1;for(let s=0;s<this.writeBuffer.length;s++){let n=this.writeBuffer[s].data;if(n&&(t+=ts(n)),s>0&&t>this._maxPayload)return this.writeBuffer.slice(0,s);t+=2}return this.writeBuffer}_hasPingExpired(){if(!this._pingTimeoutTime)return!0;let e=Date.now()>this._pingTimeoutTime;return e&&(this._pingTimeoutTime=0,S(()=>{this._onClose("ping timeout")},this.setTimeoutFn)),e}write(e,t,s){return this._sendPacket("message",e,t,s),this}send(e,t,s){return this._sendPacket("message",e,t,s),this}_sendPacket(e,t,s,n){if(typeof t=="function"&&(n=t,t=void 0),typeof s=="function"&&(n=s,s=null),this.readyState==="closing"||this.readyState==="closed")return;s=s||{},s.compress=s.compress!==!1;let r={type:e,data:t,options:s};this.emitReserved("packetCreate",r),this.writeBuffer.push(r),n&&this.once("flush",n),this.flush()}close(){let e=()=>{this._onClose("forced close"),this.transport.close()},t=()=>{this.off("upgrade",t),this.off("upgradeError",t),e()},s=()=>{this.once("upgrade",t),this.once("upgradeError",t)};return(this.readyState==="opening"||this.readyState==="open")&&(this.readyState="closing",this.writeBuffer.length?this.once("drain",()=>{this.upgrading?s():e()}):this.upgrading?s():e()),this}_onError(e){if(i.priorWebsocketSuccess=!1,this.opts.tryAllTransports&&this.transports.length>1&&this.readyState==="opening")return this.transports.shift(),this._open();this.emitReserved("error",e),this._onClose("transport error",e)}_onClose(e,t){if(this.readyState==="opening"||this.readyState==="open"||this.readyState==="closing"){if(this.clearTimeoutFn(this._pingTimeoutTimer),this.transport.removeAllListeners("close"),this.transport.close(),this.transport.removeAllListeners(),st&&(this._beforeunloadEventListener&&removeEventListener("beforeunload",this._beforeunloadEventListener,!1),this._offlineEventListener)){let s=Oe.indexOf(this._offlineEventListener);s!==-1&&Oe.splice(s,1)}this.readyState="closed",this.id=null,this.emitReserved("close",e,t),this.writeBuffer=[],this._prevBufferLen=0}}_filterUpgrades(e){let t=[];for(let s=0;s<e.length;s++)~this.transports.indexOf(e[s])&&t.push(e[s]);return t}};I.protocol=Xe;var Er=I.protocol;function hs(i,e="",t){let s=i;t=t||typeof location<"u"&&location,i==null&&(i=t.protocol+"//"+t.host),typeof i=="string"&&(i.charAt(0)==="/"&&(i.charAt(1)==="/"?i=t.protocol+i:i=t.host+i),/^(https?|wss?):\/\//.test(i)||(typeof t<"u"?i=t.protocol+"//"+i:i="https://"+i),s=z(i)),s.port||(/^(http|ws)$/.test(s.protocol)?s.port="80":/^(http|ws)s$/.test(s.protocol)&&(s.port="443")),s.path=s.path||"/";let r=s.host.indexOf(":")!==-1?"["+s.host+"]":s.host;return s.id=s.protocol+"://"+r+":"+s.port+e,s.href=s.protocol+"://"+r+(t&&t.port===s.port?"":":"+s.port),s}var at={};Bs(at,{Decoder:()=>rt,Encoder:()=>nt,PacketType:()=>p,isPacketValid:()=>vi,protocol:()=>fs});var di=typeof ArrayBuffer=="function",ui=i=>typeof ArrayBuffer.isView=="function"?ArrayBuffer.isView(i):i.buffer instanceof ArrayBuffer,ls=Object.prototype.toString,pi=typeof Blob=="function"||typeof Blob<"u"&&ls.call(Blob)==="[object BlobConstructor]",fi=typeof File=="function"||typeof File<"u"&&ls.call(File)==="[object FileConstructor]";function he(i){return di&&(i instanceof ArrayBuffer||ui(i))||pi&&i instanceof Blob||fi&&i instanceof File}function ce(i,e){if(!i||typeof i!="object")return!1;if(Array.isArray(i)){for(let t=0,s=i.length;t<s;t++)if(ce(i[t]))return!0;return!1}if(he(i))return!0;if(i.toJSON&&typeof i.toJSON=="function"&&arguments.length===1)return ce(i.toJSON(),!0);for(let t in i)if(Object.prototype.hasOwnProperty.call(i,t)&&ce(i[t]))return!0;return!1}function ds(i){let e=[],t=i.data,s=i;return s.data=Re(t,e),s.attachments=e.length,{packet:s,buffers:e}}function Re(i,e,t){if(!i)return i;if(he(i)){let s={_placeholder:!0,num:e.length};return e.push(i),s}else if(Array.isArray(i)){let s=new Array(i.length);for(let n=0;n<i.length;n++)s[n]=Re(i[n],e);return s}else if(typeof i=="object"&&!(i instanceof Date)){if(i.toJSON&&typeof i.toJSON=="function"&&!t)return Re(i.toJSON(),e,!0);let s={};for(let n in i)Object.prototype.hasOwnProperty.call(i,n)&&(s[n]=Re(i[n],e));return s}return i}function us(i,e){return i.data=it(i.data,e),delete i.attachments,i}function it(i,e){if(!i)return i;if(i&&i._placeholder===!0){if(typeof i.num=="number"&&i.num>=0&&i.num<e.length)return e[i.num];throw new Error("illegal attachments")}else if(Array.isArray(i))for(let t=0;t<i.length;t++)i[t]=it(i[t],e);else if(typeof i=="object")for(let t in i)Object.prototype.hasOwnProperty.call(i,t)&&(i[t]=it(i[t],e));return i}var ps=["connect","connect_error","disconnect","disconnecting","newListener","removeListener"],fs=5,p;(function(i){i[i.CONNECT=0]="CONNECT",i[i.DISCONNECT=1]="DISCONNECT",i[i.EVENT=2]="EVENT",i[i.ACK=3]="ACK",i[i.CONNECT_ERROR=4]="CONNECT_ERROR",i[i.BINARY_EVENT=5]="BINARY_EVENT",i[i.BINARY_ACK=6]="BINARY_ACK"})(p||(p={}));var nt=class{constructor(e){this.replacer=e}encode(e){return(e.type===p.EVENT||e.type===p.ACK)&&ce(e)?this.encodeAsBinary({type:e.type===p.EVENT?p.BINARY_EVENT:p.BINARY_ACK,nsp:e.nsp,data:e.data,id:e.id}):[this.encodeAsString(e)]}encodeAsString(e){let t=""+e.type;return(e.type===p.BINARY_EVENT||e.type===p.BINARY_ACK)&&(t+=e.attachments+"-"),e.nsp&&e.nsp!=="/"&&(t+=e.nsp+","),e.id!=null&&(t+=e.id),e.data!=null&&(t+=JSON.stringify(e.data,this.replacer)),t}encodeAsBinary(e){let t=ds(e),s=this.encodeAsString(t.packet),n=t.buffers;return n.unshift(s),n}},rt=class i extends y{constructor(e){super(),this.opts=Object.assign({reviver:void 0,maxAttachments:10},typeof e=="function"?{reviver:e}:e)}add(e){let t;if(typeof e=="string"){if(this.reconstructor)throw new Error("got plaintext data when reconstructing a packet");t=this.decodeString(e);let s=t.type===p.BINARY_EVENT;s||t.type===p.BINARY_ACK?(t.type=s?p.EVENT:p.ACK,this.reconstructor=new ot(t)):super.emitReserved("decoded",t)}else if(he(e)||e.base64)if(this.reconstructor)t=this.reconstructor.takeBinaryData(e),t&&(this.reconstructor=null,super.emitReserved("decoded",t));else throw new Error("got binary data when not reconstructing a packet");else throw new Error("Unknown type: "+e)}decodeString(e){let t=0,s={type:Number(e.charAt(0))};if(p[s.type]===void 0)throw new Error("unknown packet type "+s.type);if(s.type===p.BINARY_EVENT||s.type===p.BINARY_ACK){let r=t+1;for(;e.charAt(++t)!=="-"&&t!=e.length;);let o=e.substring(r,t);if(o!=Number(o)||e.charAt(t)!=="-")throw new Error("Illegal attachments");let a=Number(o);if(!ms(a)||a<1)throw new Error("Illegal attachments");if(a>this.opts.maxAttachments)throw new Error("too many attachments");s.attachments=a}if(e.charAt(t+1)==="/"){let r=t+1;for(;++t&&!(e.charAt(t)===","||t===e.length););s.nsp=e.substring(r,t)}else s.nsp="/";let n=e.charAt(t+1);if(n!==""&&Number(n)==n){let r=t+1;for(;++t;){let o=e.charAt(t);if(o==null||Number(o)!=o){--t;break}if(t===e.length)break}s.id=Number(e.substring(r,t+1))}if(e.charAt(++t)){let r=this.tryParse(e.substr(t));if(i.isPayloadValid(s.type,r))s.data=r;else throw new Error("invalid payload")}return s}tryParse(e){try{return JSON.parse(e,this.opts.reviver)}catch{return!1}}static isPayloadValid(e,t){switch(e){case p.CONNECT:return Pe(t);case p.DISCONNECT:return t===void 0;case p.CONNECT_ERROR:return typeof t=="string"||Pe(t);case p.EVENT:case p.BINARY_EVENT:return Array.isArray(t)&&(typeof t[0]=="number"||typeof t[0]=="string"&&ps.indexOf(t[0])===-1);case p.ACK:case p.BINARY_ACK:return Array.isArray(t)}}destroy(){this.reconstructor&&(this.reconstructor.finishedReconstruction(),this.reconstructor=null)}},ot=class{constructor(e){this.packet=e,this.buffers=[],this.reconPack=e}takeBinaryData(e){if(this.buffers.push(e),this.buffers.length===this.reconPack.attachments){let t=us(this.reconPack,this.buffers);return this.finishedReconstruction(),t}return null}finishedReconstruction(){this.reconPack=null,this.buffers=[]}};function mi(i){return typeof i=="string"}var ms=Number.isInteger||function(i){return typeof i=="number"&&isFinite(i)&&Math.floor(i)===i};function gi(i){return i===void 0||ms(i)}function Pe(i){return Object.prototype.toString.call(i)==="[object Object]"}function yi(i,e){switch(i){case p.CONNECT:return e===void 0||Pe(e);case p.DISCONNECT:return e===void 0;case p.EVENT:return Array.isArray(e)&&(typeof e[0]=="number"||typeof e[0]=="string"&&ps.indexOf(e[0])===-1);case p.ACK:return Array.isArray(e);case p.CONNECT_ERROR:return typeof e=="string"||Pe(e);default:return!1}}function vi(i){return mi(i.nsp)&&gi(i.id)&&yi(i.type,i.data)}function b(i,e,t){return i.on(e,t),function(){i.off(e,t)}}var _i=Object.freeze({connect:1,connect_error:1,disconnect:1,disconnecting:1,newListener:1,removeListener:1}),j=class extends y{constructor(e,t,s){super(),this.connected=!1,this.recovered=!1,this.receiveBuffer=[],this.sendBuffer=[],this._queue=[],this._queueSeq=0,this.ids=0,this.acks={},this.flags={},this.io=e,this.nsp=t,s&&s.auth&&(this.auth=s.auth),this._opts=Object.assign({},s),this.io._autoConnect&&this.open()}get disconnected(){return!this.connected}subEvents(){if(this.subs)return;let e=this.io;this.subs=[b(e,"open",this.onopen.bind(this)),b(e,"packet",this.onpacket.bind(this)),b(e,"error",this.onerror.bind(this)),b(e,"close",this.onclose.bind(this))]}get active(){return!!this.subs}connect(){return this.connected?this:(this.subEvents(),this.io._reconnecting||this.io.open(),this.io._readyState==="open"&&this.onopen(),this)}open(){return this.connect()}send(...e){return e.unshift("message"),this.emit.apply(this,e),this}emit(e,...t){var s,n,r;if(_i.hasOwnProperty(e))throw new Error('"'+e.toString()+'" is a reserved event name');if(t.unshift(e),this._opts.retries&&!this.flags.fromQueue&&!this.flags.volatile)return this._addToQueue(t),this;let o={type:p.EVENT,data:t};if(o.options={},o.options.compress=this.flags.compress!==!1,typeof t[t.length-1]=="function"){let f=this.ids++,h=t.pop();this._registerAckCallback(f,h),o.id=f}let a=(n=(s=this.io.engine)===null||s===void 0?void 0:s.transport)===null||n===void 0?void 0:n.writable,c=this.connected&&!(!((r=this.io.engine)===null||r===void 0)&&r._hasPingExpired());return this.flags.volatile&&!a||(c?(this.notifyOutgoingListeners(o),this.packet(o)):this.sendBuffer.push(o)),this.flags={},this}_registerAckCallback(e,t){var s;let n=(s=this.flags.timeout)!==null&&s!==void 0?s:this._opts.ackTimeout;if(n===void 0){this.acks[e]=t;return}let r=this.io.setTimeoutFn(()=>{delete this.acks[e];for(let a=0;a<this.sendBuffer.length;a++)this.sendBuffer[a].id===e&&this.sendBuffer.splice(a,1);t.call(this,new Error("operation has timed out"))},n),o=(...a)=>{this.io.clearTimeoutFn(r),t.apply(this,a)};o.withError=!0,this.acks[e]=o}emitWithAck(e,...t){return new Promise((s,n)=>{let r=(o,a)=>o?n(o):s(a);r.withError=!0,t.push(r),this.emit(e,...t)})}_addToQueue(e){let t;typeof e[e.length-1]=="function"&&(t=e.pop());let s={id:this._queueSeq++,tryCount:0,pending:!1,args:e,flags:Object.assign({fromQueue:!0},this.flags)};e.push((n,...r)=>(this._queue[0],n!==null?s.tryCount>this._opts.retries&&(this._queue.shift(),t&&t(n)):(this._queue.shift(),t&&t(null,...r)),s.pending=!1,this._drainQueue())),this._queue.push(s),this._drainQueue()}_drainQueue(e=!1){if(!this.connected||this._queue.length===0)return;let t=this._queue[0];t.pending&&!e||(t.pending=!0,t.tryCount++,this.flags=t.flags,this.emit.apply(this,t.args))}packet(e){e.nsp=this.nsp,this.io._packet(e)}onopen(){typeof this.auth=="function"?this.auth(e=>{this._sendConnectPacket(e)}):this._sendConnectPacket(this.auth)}_sendConnectPacket(e){this.packet({type:p.CONNECT,data:this._pid?Object.assign({pid:this._pid,offset:this._lastOffset},e):e})}onerror(e){this.connected||this.emitReserved("connect_error",e)}onclose(e,t){this.connected=!1,delete this.id,this.emitReserved("disconnect",e,t),this._clearAcks()}_clearAcks(){Object.keys(this.acks).forEach(e=>{if(!this.sendBuffer.some(s=>String(s.id)===e)){let s=this.acks[e];delete this.acks[e],s.withError&&s.call(this,new Error("socket has been disconnected"))}})}onpacket(e){if(e.nsp===this.nsp)switch(e.type){case p.CONNECT:e.data&&e.data.sid?this.onconnect(e.data.sid,e.data.pid):this.emitReserved("connect_error",new Error("It seems you are trying to reach a Socket.IO server in v2.x with a v3.x client, but they are not compatible (more information here: https://socket.io/docs/v3/migrating-from-2-x-to-3-0/)"));break;case p.EVENT:case p.BINARY_EVENT:this.onevent(e);break;case p.ACK:case p.BINARY_ACK:this.onack(e);break;case p.DISCONNECT:this.ondisconnect();break;case p.CONNECT_ERROR:this.destroy();let s=new Error(e.data.message);s.data=e.data.data,this.emitReserved("connect_error",s);break}}onevent(e){let t=e.data||[];e.id!=null&&t.push(this.ack(e.id)),this.connected?this.emitEvent(t):this.receiveBuffer.push(Object.freeze(t))}emitEvent(e){if(this._anyListeners&&this._anyListeners.length){let t=this._anyListeners.slice();for(let s of t)s.apply(this,e)}super.emit.apply(this,e),this._pid&&e.length&&typeof e[e.length-1]=="string"&&(this._lastOffset=e[e.length-1])}ack(e){let t=this,s=!1;return function(...n){s||(s=!0,t.packet({type:p.ACK,id:e,data:n}))}}onack(e){let t=this.acks[e.id];typeof t=="function"&&(delete this.acks[e.id],t.withError&&e.data.unshift(null),t.apply(this,e.data))}onconnect(e,t){this.id=e,this.recovered=t&&this._pid===t,this._pid=t,this.connected=!0,this.emitBuffered(),this._drainQueue(!0),this.emitReserved("connect")}emitBuffered(){this.receiveBuffer.forEach(e=>this.emitEvent(e)),this.receiveBuffer=[],this.sendBuffer.forEach(e=>{this.notifyOutgoingListeners(e),this.packet(e)}),this.sendBuffer=[]}ondisconnect(){this.destroy(),this.onclose("io server disconnect")}destroy(){this.subs&&(this.subs.forEach(e=>e()),this.subs=void 0),this.io._destroy(this)}disconnect(){return this.connected&&this.packet({type:p.DISCONNECT}),this.destroy(),this.connected&&this.onclose("io client disconnect"),this}close(){return this.disconnect()}compress(e){return this.flags.compress=e,this}get volatile(){return this.flags.volatile=!0,this}timeout(e){return this.flags.timeout=e,this}onAny(e){return this._anyListeners=this._anyListeners||[],this._anyListeners.push(e),this}prependAny(e){return this._anyListeners=this._anyListeners||[],this._anyListeners.unshift(e),this}offAny(e){if(!this._anyListeners)return this;if(e){let t=this._anyListeners;for(let s=0;s<t.length;s++)if(e===t[s])return t.splice(s,1),this}else this._anyListeners=[];return this}listenersAny(){return this._anyListeners||[]}onAnyOutgoing(e){return this._anyOutgoingListeners=this._anyOutgoingListeners||[],this._anyOutgoingListeners.push(e),this}prependAnyOutgoing(e){return this._anyOutgoingListeners=this._anyOutgoingListeners||[],this._anyOutgoingListeners.unshift(e),this}offAnyOutgoing(e){if(!this._anyOutgoingListeners)return this;if(e){let t=this._anyOutgoingListeners;for(let s=0;s<t.length;s++)if(e===t[s])return t.splice(s,1),this}else this._anyOutgoingListeners=[];return this}listenersAnyOutgoing(){return this._anyOutgoingListeners||[]}notifyOutgoingListeners(e){if(this._anyOutgoingListeners&&this._anyOutgoingListeners.length){let t=this._anyOutgoingListeners.slice();for(let s of t)s.apply(this,e.data)}}};function q(i){i=i||{},this.ms=i.min||100,this.max=i.max||1e4,this.factor=i.factor||2,this.jitter=i.jitter>0&&i.jitter<=1?i.jitter:0,this.attempts=0}q.prototype.duration=function(){var i=this.ms*Math.pow(this.factor,this.attempts++);if(this.jitter){var e=Math.random(),t=Math.floor(e*this.jitter*i);i=(Math.floor(e*10)&1)==0?i-t:i+t}return Math.min(i,this.max)|0};q.prototype.reset=function(){this.attempts=0};q.prototype.setMin=function(i){this.ms=i};q.prototype.setMax=function(i){this.max=i};q.prototype.setJitter=function(i){this.jitter=i};var Y=class extends y{constructor(e,t){var s;super(),this.nsps={},this.subs=[],e&&typeof e=="object"&&(t=e,e=void 0),t=t||{},t.path=t.path||"/socket.io",this.opts=t,T(this,t),this.reconnection(t.reconnection!==!1),this.reconnectionAttempts(t.reconnectionAttempts||1/0),this.reconnectionDelay(t.reconnectionDelay||1e3),this.reconnectionDelayMax(t.reconnectionDelayMax||5e3),this.randomizationFactor((s=t.randomizationFactor)!==null&&s!==void 0?s:.5),this.backoff=new q({min:this.reconnectionDelay(),max:this.reconnectionDelayMax(),jitter:this.randomizationFactor()}),this.timeout(t.timeout==null?2e4:t.timeout),this._readyState="closed",this.uri=e;let n=t.parser||at;this.encoder=new n.Encoder,this.decoder=new n.Decoder,this._autoConnect=t.autoConnect!==!1,this._autoConnect&&this.open()}reconnection(e){return arguments.length?(this._reconnection=!!e,e||(this.skipReconnect=!0),this):this._reconnection}reconnectionAttempts(e){return e===void 0?this._reconnectionAttempts:(this._reconnectionAttempts=e,this)}reconnectionDelay(e){var t;return e===void 0?this._reconnectionDelay:(this._reconnectionDelay=e,(t=this.backoff)===null||t===void 0||t.setMin(e),this)}randomizationFactor(e){var t;return e===void 0?this._randomizationFactor:(this._randomizationFactor=e,(t=this.backoff)===null||t===void 0||t.setJitter(e),this)}reconnectionDelayMax(e){var t;return e===void 0?this._reconnectionDelayMax:(this._reconnectionDelayMax=e,(t=this.backoff)===null||t===void 0||t.setMax(e),this)}timeout(e){return arguments.length?(this._timeout=e,this):this._timeout}maybeReconnectOnOpen(){!this._reconnecting&&this._reconnection&&this.backoff.attempts===0&&this.reconnect()}open(e){if(~this._readyState.indexOf("open"))return this;this.engine=new I(this.uri,this.opts);let t=this.engine,s=this;this._readyState="opening",this.skipReconnect=!1;let n=b(t,"open",function(){s.onopen(),e&&e()}),r=a=>{this.cleanup(),this._readyState="closed",this.emitReserved("error",a),e?e(a):this.maybeReconnectOnOpen()},o=b(t,"error",r);if(this._timeout!==!1){let a=this._timeout,c=this.setTimeoutFn(()=>{n(),r(new Error("timeout")),t.close()},a);this.opts.autoUnref&&c.unref(),this.subs.push(()=>{this.clearTimeoutFn(c)})}return this.subs.push(n),this.subs.push(o),this}connect(e){return this.open(e)}onopen(){this.cleanup(),this._readyState="open",this.emitReserved("open");let e=this.engine;this.subs.push(b(e,"ping",this.onping.bind(this)),b(e,"data",this.ondata.bind(this)),b(e,"error",this.onerror.bind(this)),b(e,"close",this.onclose.bind(this)),b(this.decoder,"decoded",this.ondecoded.bind(this)))}onping(){this.emitReserved("ping")}ondata(e){try{this.decoder.add(e)}catch(t){this.onclose("parse error",t)}}ondecoded(e){S(()=>{this.emitReserved("packet",e)},this.setTimeoutFn)}onerror(e){this.emitReserved("error",e)}socket(e,t){let s=this.nsps[e];return s?this._autoConnect&&!s.active&&s.connect():(s=new j(this,e,t),this.nsps[e]=s),s}_destroy(e){let t=Object.keys(this.nsps);for(let s of t)if(this.nsps[s].active)return;this._close()}_packet(e){let t=this.encoder.encode(e);for(let s=0;s<t.length;s++)this.engine.write(t[s],e.options)}cleanup(){this.subs.forEach(e=>e()),this.subs.length=0,this.decoder.destroy()}_close(){this.skipReconnect=!0,this._reconnecting=!1,this.onclose("forced close")}disconnect(){return this._close()}onclose(e,t){var s;this.cleanup(),(s=this.engine)===null||s===void 0||s.close(),this.backoff.reset(),this._readyState="closed",this.emitReserved("close",e,t),this._reconnection&&!this.skipReconnect&&this.reconnect()}reconnect(){if(this._reconnecting||this.skipReconnect)return this;let e=this;if(this.backoff.attempts>=this._reconnectionAttempts)this.backoff.reset(),this.emitReserved("reconnect_failed"),this._reconnecting=!1;else{let t=this.backoff.duration();this._reconnecting=!0;let s=this.setTimeoutFn(()=>{e.skipReconnect||(this.emitReserved("reconnect_attempt",e.backoff.attempts),!e.skipReconnect&&e.open(n=>{n?(e._reconnecting=!1,e.reconnect(),this.emitReserved("reconnect_error",n)):e.onreconnect()}))},t);this.opts.autoUnref&&s.unref(),this.subs.push(()=>{this.clearTimeoutFn(s)})}}onreconnect(){let e=this.backoff.attempts;this._reconnecting=!1,this.backoff.reset(),this.emitReserved("reconnect",e)}};var le={};function de(i,e){typeof i=="object"&&(e=i,i=void 0),e=e||{};let t=hs(i,e.path||"/socket.io"),s=t.source,n=t.id,r=t.path,o=le[n]&&r in le[n].nsps,a=e.forceNew||e["force new connection"]||e.multiplex===!1||o,c;return a?c=new Y(s,e):(le[n]||(le[n]=new Y(s,e)),c=le[n]),t.query&&!e.query&&(e.query=t.queryKey),c.socket(t.path,e)}Object.assign(de,{Manager:Y,Socket:j,io:de,connect:de});var gs=8e3,bi=250,wi=900,$i=720*60,ys=0,Ne=class extends EventTarget{constructor(t,s,n){super();this.server=t;this.storage=s;this.country=n;this.messages=[];this.line="closed";this.typing=!1;this.hasEarlier=!1;this.isConfirmed=!1;this.isSending=!1;this.isReplaying=!1;this.waitingToBeShown=[];this.unsent=s.unsent}open(){if(this.socket)return;this.identity=this.storage.identity,this.line="connecting";let t=de(this.server,{transports:["websocket","polling"],tryAllTransports:!0,reconnectionDelay:500,reconnectionDelayMax:4e3,timeout:8e3});this.socket=t,t.on("connect",()=>this.requestSession()),t.on("disconnect",n=>{this.isConfirmed=!1,this.typing=!1,this.become("offline"),n==="io server disconnect"&&setTimeout(()=>t.connect(),1e3)}),t.on("connect_error",()=>{this.become("offline"),t.active||setTimeout(()=>t.connect(),4e3)}),t.on("session_confirm",n=>this.confirmed(n)),t.on("bot_uttered",n=>this.arrived(n)),t.on("user_uttered",n=>this.arrived(n)),t.on("typing",({on:n})=>this.change(()=>this.typing=n)),t.on("session_forgotten",()=>this.forgotten());let s=()=>{!t.connected&&document.visibilityState==="visible"&&t.connect()};document.addEventListener("visibilitychange",s),window.addEventListener("online",s),this.storage.onOtherTab(()=>this.joinOtherTab()),this.changed()}say(t,s){let n={id:crypto.randomUUID?.()??Ai(),message:t};s!==void 0&&(n.title=s),this.notice=void 0,this.showAll(),this.keepUnsent([...this.unsent,n]),this.send()}async earlier(){let t=this.messages[0];if(!t||!this.socket?.connected)return;let{messages:s}=await this.before(t.number);this.change(()=>{this.messages=[...s,...this.messages],this.hasEarlier=s.length>0&&(s[0]?.number??1)>1})}async everything(){this.showAll();let t=[...this.messages];for(;this.socket?.connected&&(t[0]?.number??1)>1;){let{messages:s}=await this.before(t[0].number);if(s.length===0)break;t.unshift(...s)}return t}requestSession(){let t=this.messages.at(-1)?.number;this.socket?.emit("session_request",{session_id:this.identity?.session_id??null,secret:this.identity?.secret??null,country:this.country,...this.identity&&t!==void 0&&{after:this.contiguous()}})}confirmed(t){let s=this.identity?.session_id!==t.session_id;this.identity={session_id:t.session_id,secret:t.secret},(s||t.afresh)&&(this.messages=this.messages.filter(({number:n})=>n===ys),s&&this.storage.identity&&(this.storage.identity=void 0));for(let n of t.messages)this.place(n);this.hasEarlier=(this.messages[0]?.number??1)>1,this.isReplaying=!1,this.isConfirmed=!0,this.become("online"),this.unsent.length===0&&this.isToBeGreeted()&&this.say("/greet",""),this.send()}isToBeGreeted(){let t=this.messages.at(-1);return!t||Date.now()/1e3-t.at>$i}async send(){if(!this.isSending){for(this.isSending=!0;this.isConfirmed&&this.unsent[0];){let t=this.unsent[0],s;try{s=await this.socket.timeout(gs).emitWithAck("user_uttered",t)}catch{await vs(500);continue}if("error"in s&&s.error==="too_fast"){this.change(()=>this.notice="tooFast"),await vs((s.wait_seconds??2)*1e3+100);continue}t.title!==""&&this.identity&&(this.storage.identity=this.identity),this.notice="error"in s?s.error==="over"?"over":"failed":void 0,this.keepUnsent(this.unsent.filter(n=>n.id!==t.id))}this.isSending=!1}}async before(t){return this.socket.timeout(gs).emitWithAck("history_request",{before:t})}arrived(t){if(t.number!==void 0){if(t.from==="person"){this.typing=!1,this.showAll(),this.place(t),this.keepUnsent(this.unsent.filter(s=>s.id!==t.id));return}this.waitingToBeShown.push(t),t.kind==="alarm"||document.visibilityState==="hidden"?this.showAll():this.showing===void 0&&this.showNext()}}showNext(){let t=this.waitingToBeShown.shift();if(!t)return;this.typing=!1,this.change(()=>this.place(t)),this.askForGap();let s=this.waitingToBeShown.length+1;this.showing=window.setTimeout(()=>{this.showing=void 0,this.showNext()},Math.min(bi,wi/s))}showAll(){if(window.clearTimeout(this.showing),this.showing=void 0,this.waitingToBeShown.length===0)return;this.typing=!1;let t=this.waitingToBeShown.splice(0);this.change(()=>t.forEach(s=>this.place(s))),this.askForGap()}place(t){let s=this.messages.length;for(;s>0&&this.messages[s-1].number>t.number;)s-=1;this.messages[s-1]?.number!==t.number&&(this.messages=[...this.messages.slice(0,s),t,...this.messages.slice(s)])}contiguous(){let t=this.messages[0]?.number??0;for(let{number:s}of this.messages.slice(1)){if(s!==t+1)break;t=s}return t}askForGap(){let t=this.messages.at(-1)?.number??0;this.isReplaying||!this.isConfirmed||this.contiguous()===t||(this.isReplaying=!0,this.requestSession())}forgotten(){this.showAll(),this.storage.identity=void 0,this.identity=void 0;let t=this.messages.slice(-1).map(s=>({...s,number:ys}));this.isConfirmed=!1,this.change(()=>{this.messages=t,this.hasEarlier=!1,this.notice=void 0}),this.keepUnsent([]),this.socket?.emit("session_request",{country:this.country})}joinOtherTab(){let t=this.storage.identity,s=this.messages.some(({from:n,text:r})=>n==="person"&&r);!t||s||t.session_id===this.identity?.session_id||(this.identity=t,this.messages=[],this.socket?.connected&&this.requestSession())}keepUnsent(t){this.change(()=>this.unsent=t),this.storage.unsent=t}become(t){this.change(()=>this.line=t)}change(t){t(),this.changed()}changed(){this.dispatchEvent(new Event("change"))}};function vs(i){return new Promise(e=>setTimeout(e,i))}function Ai(){return Array.from(crypto.getRandomValues(new Uint32Array(4)),i=>i.toString(36)).join("")}var Ei=me("max(16px, 1rem)"),_s=H`
  button {
    background: transparent;
    border: 2px solid var(--strong);
    border-radius: 1.5em;
    color: var(--strong);
    cursor: pointer;
    font: inherit;
    min-height: 44px;
    padding: 0.375em 1em;
  }
  button.quiet {
    border-color: var(--line);
    color: var(--ink);
  }
  button[aria-disabled="true"] {
    border-color: var(--line);
    color: var(--soft);
    cursor: default;
  }
  button.used {
    border-style: dashed;
  }
  :focus-visible {
    outline: 3px solid var(--strong);
    outline-offset: 2px;
  }
`,bs=[_s,H`
    .timer {
      align-items: center;
      border-top: 1px solid var(--line);
      display: flex;
      flex-wrap: wrap;
      gap: 0.5em;
      margin-top: 0.75em;
      padding-top: 0.75em;
    }
    .count {
      font-size: 1.75em;
      font-variant-numeric: tabular-nums;
      font-weight: 600;
    }
    .phase {
      min-width: 3em;
    }
  `],ws=[H`
    :host {
      --paper: #f6f5f1;
      --ink: #17282a;
      --soft: #3c4d50;
      --bot: #ffffff;
      --own: #dcecea;
      --line: #aebbb9;
      --strong: #0c4f4a;
      --on-strong: #ffffff;
      --alarm: #8c1d18;
      --alarm-paper: #fff4f2;
      all: initial;
      color-scheme: light;
    }
    :host([dark]) {
      --paper: #141b1c;
      --ink: #eef3f2;
      --soft: #c3cfce;
      --bot: #202a2b;
      --own: #16403c;
      --line: #566565;
      --strong: #9bdcd4;
      --on-strong: #08201d;
      --alarm: #ffb4ab;
      --alarm-paper: #2e1513;
      color-scheme: dark;
    }
    * {
      box-sizing: border-box;
    }
    .root {
      color: var(--ink);
      font: 400 ${Ei} / 1.5 system-ui, sans-serif;
    }
    .hidden {
      clip-path: inset(50%);
      height: 1px;
      overflow: hidden;
      position: absolute;
      white-space: nowrap;
      width: 1px;
    }
  `,_s,H`
    .launcher {
      background: var(--strong);
      border-color: var(--on-strong);
      bottom: 1em;
      box-shadow: 0 0.25em 1em rgb(0 0 0 / 0.3);
      color: var(--on-strong);
      font-weight: 600;
      inset-inline-end: 1em;
      min-height: 3em;
      padding: 0.5em 1.25em;
      position: fixed;
      z-index: 2147483000;
    }
    .left .launcher {
      inset-inline-end: auto;
      inset-inline-start: 1em;
    }
    .badge {
      background: var(--on-strong);
      border-radius: 1em;
      color: var(--strong);
      margin-inline-start: 0.5em;
      padding: 0 0.5em;
    }
    .panel {
      background: var(--paper);
      display: flex;
      flex-direction: column;
    }
    .panel[hidden] {
      display: none;
    }
    .floating .panel {
      border: 1px solid var(--line);
      border-radius: 1em;
      bottom: 5em;
      box-shadow: 0 0.5em 2em rgb(0 0 0 / 0.3);
      height: min(44em, calc(100dvh - 6.5em));
      inset-inline-end: 1em;
      overflow: hidden;
      position: fixed;
      width: min(27em, calc(100vw - 2em));
      z-index: 2147483000;
    }
    .floating.left .panel {
      inset-inline-end: auto;
      inset-inline-start: 1em;
    }
    .page .panel {
      height: 100dvh;
      margin: 0 auto;
      max-width: 46em;
    }
    @media (max-width: 32em) {
      .floating .panel,
      .floating.left .panel {
        border: 0;
        border-radius: 0;
        height: 100dvh;
        inset: 0;
        width: 100%;
      }
      .open .launcher {
        display: none;
      }
    }
    .header {
      align-items: center;
      border-bottom: 1px solid var(--line);
      display: flex;
      flex-wrap: wrap;
      gap: 0.125em 0.5em;
      padding: 0.5em 1em;
      position: relative;
    }
    h2 {
      color: var(--strong);
      flex: 1;
      font-size: 1.25em;
      line-height: 1.2;
      margin: 0;
      min-width: 0;
    }
    .header p {
      flex-basis: 100%;
    }
    .header p,
    .footer {
      color: var(--soft);
      font-size: 0.875em;
      line-height: 1.4;
      margin: 0;
    }
    .header button {
      flex: none;
    }
    .menu {
      background: var(--bot);
      border: 1px solid var(--line);
      border-radius: 0.75em;
      box-shadow: 0 0.25em 1em rgb(0 0 0 / 0.3);
      display: grid;
      gap: 0.25em;
      inset-inline-end: 1em;
      list-style: none;
      margin: 0;
      padding: 0.5em;
      position: absolute;
      top: 100%;
      z-index: 1;
    }
    .menu[hidden] {
      display: none;
    }
    .menu button,
    .menu a {
      border: 0;
      border-radius: 0.5em;
      color: var(--ink);
      display: block;
      line-height: 44px;
      padding: 0 1em;
      text-align: start;
      width: 100%;
    }
    .menu button:hover,
    .menu a:hover {
      background: var(--own);
    }
    .log {
      flex: 1;
      overflow-y: auto;
      overscroll-behavior: contain;
      padding: 1em;
      position: relative;
    }
    .greeting {
      color: var(--soft);
      margin: 0 0 1em;
    }
    .message {
      border-radius: 0.75em;
      margin: 0 0 0.625em;
      max-width: 94%;
      overflow-wrap: anywhere;
      padding: 0.625em 0.875em;
      position: relative;
      width: fit-content;
    }
    .message p {
      margin: 0;
      white-space: pre-line;
    }
    .bot {
      background: var(--bot);
      border: 1px solid var(--line);
    }
    .own {
      background: var(--own);
      margin-inline-start: auto;
    }
    .state {
      color: var(--soft);
      font-size: 0.875em;
    }
    .small {
      background: none;
      border: 0;
      color: var(--soft);
      font-size: 0.9375em;
      padding: 0 0.875em;
    }
    a {
      color: var(--strong);
    }
    .alarm {
      background: var(--alarm-paper);
      border: 3px solid var(--alarm);
      font-weight: 600;
      width: auto;
    }
    .sign {
      color: var(--alarm);
      font-size: 1.125em;
    }
    .calls {
      display: flex;
      flex-wrap: wrap;
      gap: 0.5em;
    }
    .alarm .calls {
      margin: 0.5em 0;
    }
    .calls a {
      background: var(--alarm);
      border-radius: 1.5em;
      color: var(--alarm-paper);
      line-height: 48px;
      padding: 0 1.5em;
      text-decoration: none;
    }
    .card {
      background: var(--bot);
      border: 1px solid var(--line);
      border-radius: 0.75em;
      margin: 0 0 0.625em;
      overflow-wrap: anywhere;
      padding: 0.875em 1em;
    }
    .card p,
    .card ol,
    .card ul {
      margin: 0.5em 0 0;
    }
    .card ol {
      padding-inline-start: 1.5em;
    }
    h3 {
      font-size: 1.125em;
      line-height: 1.3;
      margin: 0;
    }
    .card .step {
      color: var(--soft);
      font-size: 0.9375em;
      margin: 0;
    }
    .stop {
      border-inline-start: 3px solid var(--alarm);
      padding-inline-start: 0.625em;
    }
    .card button.quiet {
      margin-top: 0.75em;
    }
    .checklist {
      list-style: none;
      padding: 0;
    }
    .checklist label {
      align-items: center;
      display: flex;
      gap: 0.75em;
      min-height: 44px;
    }
    .checklist input {
      accent-color: var(--strong);
      flex: none;
      height: 24px;
      margin: 0;
      width: 24px;
    }
    img {
      background: #ffffff;
      border-radius: 0.5em;
      display: block;
      height: auto;
      margin: 0.5em 0;
      max-width: 100%;
    }
    .source {
      color: var(--soft);
      font-size: 0.9375em;
      margin: 0 0 0.625em;
      overflow-wrap: anywhere;
      padding: 0 0.875em;
    }
    summary {
      cursor: pointer;
      line-height: 1.4;
      min-height: 44px;
      padding-block: 0.625em;
    }
    .source p {
      margin: 0 0 0.5em;
    }
    .choices {
      display: flex;
      flex-wrap: wrap;
      gap: 0.5em;
      margin: 0 0 1em;
    }
    .line {
      color: var(--soft);
      font-size: 0.9375em;
      margin: 0;
      min-height: 1.5em;
      padding: 0 1em;
    }
    .line.offline {
      color: var(--alarm);
      font-weight: 600;
    }
    .dots {
      animation: breathe 1.2s ease-in-out infinite;
      display: inline-block;
    }
    @keyframes breathe {
      50% {
        opacity: 0.3;
      }
    }
    form {
      align-items: end;
      border-top: 1px solid var(--line);
      display: grid;
      gap: 0.25em 0.5em;
      grid-template-columns: 1fr auto;
      padding: 0.5em 1em;
    }
    label[for] {
      font-size: 0.9375em;
      grid-column: 1 / -1;
    }
    textarea {
      background: var(--bot);
      border: 2px solid var(--soft);
      border-radius: 0.75em;
      color: inherit;
      font: inherit;
      max-height: 10em;
      min-height: 44px;
      padding: 0.5em 0.75em;
      resize: vertical;
      width: 100%;
    }
    .send {
      background: var(--strong);
      color: var(--on-strong);
    }
    .counter {
      font-size: 0.875em;
      grid-column: 1 / -1;
      margin: 0;
    }
    .counter.over {
      color: var(--alarm);
      font-weight: 600;
    }
    .footer {
      padding: 0 1em 0.625em;
    }
    @media (prefers-reduced-motion: reduce) {
      .dots {
        animation: none;
      }
    }
    @media (forced-colors: active) {
      .panel,
      .message,
      .launcher,
      .card,
      .calls a {
        border: 2px solid CanvasText;
      }
      .calls a {
        color: LinkText;
      }
      button[aria-disabled="true"] {
        color: GrayText;
      }
    }
  `],$s=`
  body { font: 14pt/1.6 system-ui, sans-serif; margin: 2cm; }
  ul { list-style: none; padding: 0; }
  li { margin: .3em 0; }
`;function As(i,e){let t=document.createElement("iframe");t.hidden=!0,document.body.append(t);let s=t.contentDocument,n=t.contentWindow,r=new n.CSSStyleSheet;r.replaceSync($s),s.adoptedStyleSheets=[r],s.title=i.name;let o=(c,u,f=s.body)=>{let h=s.createElement(c);return h.textContent=u,f.append(h),h};o("h1",i.name),o("p",[i.for_whom,i.how_often].filter(Boolean).join(". "));let a=o("ul","");for(let{name:c,dose:u}of i.checklist)o("li",`\u2610 ${c}: ${u}`,a);i.why&&o("p",i.why),o("p",`${e.subtitle} ${e.emergencyLine}`),n.addEventListener("afterprint",()=>t.remove()),n.print()}var xi=/https?:\/\/[^\s<>"')]+[^\s<>"').,;:!?]/g;function Le(i){let e=[],t=0;for(let s of i.matchAll(xi)){let n=ct(s[0]);n&&(e.push(i.slice(t,s.index),d`<a href=${n} target="_blank" rel="noopener noreferrer">${s[0]}</a>`),t=s.index+s[0].length)}return[...e,i.slice(t)]}function ct(i){try{let e=new URL(i??"");return e.protocol==="https:"||e.protocol==="http:"?e.href:void 0}catch{return}}function Es(i){return`tel:${i.replace(/[^\d+]/g,"")}`}var ki=3,Si=5;function ks(i,e){let{wording:t}=e;if(i.from==="person")return i.text?ht(i.text,t):l;let s=i.quick_replies?.length?Ri(i,e):l;return i.card?d`${Ci(i.card,xs(i),e)}${s}`:i.checklist?d`${Oi(i.checklist,t)}${s}`:i.kind==="source"?d`<details class="source">
      <summary>${t.sources}</summary>
      <p>${Le(i.text)}</p>
    </details>`:d`${Ts(xs(i),e)}${i.kind==="alarm"?Ti(i,t):i.text?d`<div class="message bot ${i.kind==="safety_net"?"small":""}">
          ${Ss(t.bot)}
          <p>${Le(i.text)}</p>
        </div>`:l}${s}`}function ht(i,e,t){return d`<div class="message own">
    ${Ss(e.you)}
    <p>${i}</p>
    ${t?d`<p class="state">${t}</p>`:l}
  </div>`}function Ss(i){return d`<span class="hidden">${i}:</span>`}function Ti(i,e){let t=i.phones??[];return d`<div class="message bot alarm">
    <strong class="sign"><span aria-hidden="true">!</span> ${e.emergency}</strong>
    ${t.length&&t.length<=ki?d`<p class="calls">
          ${t.map(s=>d`<a href=${Es(s)}>${e.call(s)}</a>`)}
        </p>`:l}
    <p>${Le(i.text)}</p>
  </div>`}function Ci(i,e,t){let{wording:s}=t,n=i.hold_seconds??0,r=i.rest_seconds??0;return d`<article class="card">
    ${i.number&&i.count?d`<p class="step">${s.step(i.number,i.count)}</p>`:l}
    <h3>${i.name}</h3>
    ${Ts(e,t)} ${i.why?d`<p>${i.why}</p>`:l}
    <ol>
      ${i.instructions.map(o=>d`<li>${o}</li>`)}
    </ol>
    ${i.dose?d`<p><strong>${s.howMuch}:</strong> ${i.dose}</p>`:l}
    ${i.stop_sign?d`<p class="stop"><strong>${s.stopIf}:</strong> ${i.stop_sign}</p>`:l}
    ${n>=Si||r?d`<backwise-timer .hold=${n} .rest=${r} .wording=${s}></backwise-timer>`:l}
  </article>`}function Oi(i,e){return d`<article class="card">
    <h3>${i.name}</h3>
    <p class="step">
      ${[i.minutes&&e.minutes(i.minutes),i.how_often].filter(Boolean).join(", ")}
    </p>
    <ul class="checklist">
      ${i.checklist.map(({name:t,dose:s})=>d`<li>
          <label><input type="checkbox" /> <span>${t}: ${s}</span></label>
        </li>`)}
    </ul>
    ${i.why?d`<p>${i.why}</p>`:l}
    <button type="button" class="quiet" @click=${()=>As(i,e)}>
      ${e.print}
    </button>
  </article>`}function Ri(i,e){let{wording:t,isNewest:s,pressed:n}=e;return d`<div class="choices" role="group" aria-label=${t.choices}>
    ${i.quick_replies.map(r=>{let o=n===r.payload,a=o||!s&&!r.stays;return d`<button
        type="button"
        class=${o?"used":""}
        aria-disabled=${a}
        tabindex=${a?-1:0}
        @click=${()=>a||e.press(i,r)}
      >
        ${o?d`<span aria-hidden="true">✓ </span>`:l}${r.title}
      </button>`})}
  </div>`}function xs(i){return i.attachment?.type==="image"?i.attachment.payload.src:void 0}function Ts(i,{server:e}){if(!i?.startsWith("/pictures/"))return l;let t=new URL(i,e);return t.origin!==new URL(e).origin?l:(matchMedia("(prefers-reduced-motion: reduce)").matches&&t.searchParams.set("still","1"),d`<img src=${t.href} alt="" width="320" height="240" />`)}var Be=class{constructor(e){this.identityKey=`backwise ${e}`,this.unsentKey=`backwise unsent ${e}`,this.openKey=`backwise open ${e}`}get identity(){let e=lt(()=>localStorage,this.identityKey);return e?.session_id&&e.secret?e:void 0}set identity(e){dt(()=>localStorage,this.identityKey,e)}get unsent(){let e=lt(()=>sessionStorage,this.unsentKey);return Array.isArray(e)?e:[]}set unsent(e){dt(()=>sessionStorage,this.unsentKey,e.length?e:void 0)}get isOpen(){return lt(()=>sessionStorage,this.openKey)===!0}set isOpen(e){dt(()=>sessionStorage,this.openKey,e||void 0)}onOtherTab(e){window.addEventListener("storage",t=>{t.key===this.identityKey&&e()})}};function lt(i,e){try{return JSON.parse(i().getItem(e)??"null")??void 0}catch{return}}function dt(i,e,t){try{t===void 0?i().removeItem(e):i().setItem(e,JSON.stringify(t))}catch{}}var Cs={direction:"ltr",title:"Back pain guidance",subtitle:"A computer program, not a clinician. Awaiting clinical review.",open:"Open the chat",close:"Close the chat",menu:"Menu",startAgain:"Start again",download:"Download my conversation",deleteData:"Delete my data",privacy:"Privacy",conversation:"Conversation",choices:"Choices",you:"You",bot:"Backwise",message:"Your message",send:"Send",emergencyLine:"In an emergency, call your local emergency number.",earlier:"Show earlier messages",typing:"Backwise is writing",connecting:"Connecting \u2026",offline:"No connection right now. I keep trying, and what you write is kept. In an emergency, call your local emergency number.",waiting:"not sent yet",tooFast:"One moment, please. Your message is sent in a few seconds.",over:"That question is over. Please use the newest buttons, or write to me.",failed:"That could not be sent. Please write it again.",tooLong:i=>`Too long by ${i} characters. Please send it in two parts.`,left:i=>`${i} characters left`,unread:i=>i===1?"1 new message":`${i} new messages`,call:i=>`Call ${i}`,emergency:"Important",sources:"How sure this is, and where it is from",step:(i,e)=>`Exercise ${i} of ${e}`,howMuch:"How much",stopIf:"Stop if",print:"Print or save as PDF",minutes:i=>`About ${i} minutes`,timer:"Timer",timerStart:"Start the timer",timerPause:"Pause",timerGoOn:"Go on",timerAgain:"Timer again",hold:"Hold",rest:"Rest",done:"Done",soundOn:"Sound is on",soundOff:"Sound is off",fileName:"backwise.txt"},Pi={en:Cs};function ut(i){return Pi[(i??"").toLowerCase().split("-")[0]??""]??Cs}var Os=1e3,Ni=800,Li=80,Bi=2e3,ue=class i extends A{constructor(){super();this.wording=ut(void 0);this.server="";this.isFollowing=!0;this.lastSeen=0;this.isOpen=this.isMenuOpen=this.isLive=this.isSlow=!1,this.draft="",this.unread=0}static{this.properties={isOpen:{state:!0},isMenuOpen:{state:!0},draft:{state:!0},unread:{state:!0},isLive:{state:!0},isSlow:{state:!0}}}static{this.styles=ws}static{this.server=""}connectedCallback(){if(super.connectedCallback(),this.server)return;let{server:t,language:s,country:n,color:r,theme:o}=this.dataset;this.server=new URL(t??i.server,location.href).origin,this.wording=ut(s),this.lang=s??"en",this.storage=new Be(this.server),this.conversation=new Ne(this.server,this.storage,n),this.conversation.addEventListener("change",()=>this.onChange()),this.addEventListener("keydown",u=>u.key==="Escape"&&this.escape()),r&&/^#[0-9a-f]{6}$/i.test(r)&&(this.style.setProperty("--strong",r),this.style.setProperty("--on-strong",It(r)));let a=matchMedia("(prefers-color-scheme: dark)"),c=()=>this.toggleAttribute("dark",o==="dark"||o!=="light"&&a.matches);a.addEventListener("change",c),c(),(this.isPage||this.dataset.open==="true"||this.storage.isOpen)&&this.open(!1)}open(t=!0){this.conversation.open(),this.isOpen=!0,this.unread=0,this.storage.isOpen=!this.isPage,t&&this.updateComplete.then(()=>this.focusInside())}close(){!this.isOpen||this.isPage||(this.isOpen=this.isMenuOpen=!1,this.storage.isOpen=!1,this.updateComplete.then(()=>this.find(".launcher")?.focus()))}render(){let{wording:t,isPage:s}=this,n=this.dataset.title||t.title,r=this.dataset.position==="left"?"left":"";return d`<div
      class="root ${s?"page":"floating"} ${r} ${this.isOpen?"open":""}"
      dir=${t.direction}
    >
      <section class="panel" role=${s?"region":"dialog"} aria-label=${n}
        ?hidden=${!this.isOpen}>
        ${this.header(n)}
        <div
          class="log"
          role="log"
          aria-label=${t.conversation}
          aria-live=${this.isLive?"polite":"off"}
          aria-relevant="additions"
          aria-busy=${this.conversation.typing}
          tabindex="0"
          @scroll=${this.onScroll}
        >
          ${this.dataset.greeting?d`<p class="greeting">${this.dataset.greeting}</p>`:l}
          ${this.conversation.hasEarlier?d`<p><button type="button" class="quiet" @click=${this.showEarlier}>
                ${t.earlier}
              </button></p>`:l}
          ${this.said()}
        </div>
        ${this.lineView()} ${this.composer()}
        <p class="footer">${t.emergencyLine}</p>
      </section>
      ${s?l:this.launcher(n)}
    </div>`}header(t){let{wording:s}=this,n=ct(this.dataset.privacy),r=(o,a)=>d`<li><button type="button" @click=${()=>this.choose(a)}>${o}</button></li>`;return d`<div class="header">
      <h2 tabindex="-1">${t}</h2>
      <button
        type="button"
        class="quiet menu-button"
        aria-expanded=${this.isMenuOpen}
        aria-controls="menu"
        @click=${()=>this.isMenuOpen=!this.isMenuOpen}
      >
        ${s.menu}
      </button>
      ${this.isPage?l:d`<button type="button" class="quiet" aria-label=${s.close} @click=${this.close}>
            <span aria-hidden="true">✕</span>
          </button>`}
      <p>${s.subtitle}</p>
      <ul class="menu" id="menu" ?hidden=${!this.isMenuOpen}>
        ${r(s.startAgain,()=>this.say("/start_over",s.startAgain))}
        ${r(s.download,()=>void this.download())}
        ${r(s.deleteData,()=>this.say("/forget_me",s.deleteData))}
        ${n?d`<li><a href=${n} target="_blank" rel="noopener">${s.privacy}</a></li>`:l}
      </ul>
    </div>`}said(){let{messages:t,unsent:s}=this.conversation,n=new Map,r=s.find(({title:a})=>a!==""),o=r&&(r.title??r.message);for(let a of[...t].reverse())o!==void 0&&n.set(a,o),a.from==="person"&&a.text&&(o=a.text);return d`
      ${Ye(t,a=>a.id??a.number,a=>Nt([a,n.get(a)],()=>ks(a,this.around(a,n.get(a)))))}
      ${Ye(s.filter(({title:a})=>a!==""),({id:a})=>a,({title:a,message:c})=>ht(a??c,this.wording,this.isSlow?this.wording.waiting:void 0))}
    `}around(t,s){return{wording:this.wording,server:this.server,isNewest:s===void 0,pressed:t.quick_replies?.find(({title:n})=>n===s)?.payload,press:(n,r)=>this.press(r)}}lineView(){let{wording:t,conversation:s}=this,{line:n,notice:r,typing:o}=s,a=n==="offline";return d`<p class="line ${a?"offline":""}" role="status">
      ${a?t.offline:r?t[r]:n==="connecting"?t.connecting:o?d`${t.typing} <span class="dots" aria-hidden="true">…</span>`:l}
    </p>`}composer(){let{wording:t}=this,s=Os-this.draft.length;return d`<form @submit=${this.submit}>
      <label for="text">${t.message}</label>
      <textarea
        id="text"
        rows="1"
        autocomplete="off"
        aria-describedby="counter"
        .value=${this.draft}
        @input=${n=>this.draft=n.target.value}
        @keydown=${this.onKey}
      ></textarea>
      <button type="submit" class="send">${t.send}</button>
      <p class="counter ${s<0?"over":""}" id="counter" aria-live="polite">
        ${s<0?t.tooLong(-s):this.draft.length>=Ni?t.left(s):l}
      </p>
    </form>`}launcher(t){let{wording:s,unread:n}=this;return d`<button
      type="button"
      class="launcher"
      aria-expanded=${this.isOpen}
      @click=${()=>this.isOpen?this.close():this.open()}
    >
      ${this.isOpen?s.close:t}${n&&!this.isOpen?d`<span class="badge">${s.unread(n)}</span>`:l}
    </button>`}submit(t){t.preventDefault();let s=this.draft.trim();!s||this.draft.length>Os||(this.draft="",this.say(s))}onKey(t){t.key!=="Enter"||t.shiftKey||t.isComposing||t.keyCode===229||(t.preventDefault(),t.target.form.requestSubmit())}press(t){this.say(t.payload,t.title)}say(t,s){this.isFollowing=!0,this.conversation.say(t,s)}choose(t){this.isMenuOpen=!1,this.find(".menu-button")?.focus(),t()}escape(){this.isMenuOpen?this.choose(()=>{}):this.close()}async showEarlier(){let t=this.find(".log"),s=t.scrollHeight-t.scrollTop;this.isLive=!1,await this.conversation.earlier(),await this.updateComplete,t.scrollTop=t.scrollHeight-s,t.focus(),requestAnimationFrame(()=>this.isLive=!0)}async download(){let{wording:t}=this,s=(await this.conversation.everything()).filter(r=>r.text).map(({from:r,text:o,at:a})=>`${new Date(a*1e3).toLocaleString()}  ${r==="person"?t.you:t.bot}:
${o}`).join(`

`),n=document.createElement("a");n.href=URL.createObjectURL(new Blob([s],{type:"text/plain"})),n.download=t.fileName,n.click(),URL.revokeObjectURL(n.href)}onChange(){let{messages:t,line:s,unsent:n}=this.conversation,r=t.at(-1)?.number??0;!this.isOpen&&this.isLive&&(this.unread+=t.filter(o=>o.from==="bot"&&o.number>this.lastSeen).length),this.lastSeen=r,s==="online"&&!this.isLive&&this.updateComplete.then(()=>requestAnimationFrame(()=>this.isLive=!0)),n.length===0?(window.clearTimeout(this.slowTimer),this.slowTimer=void 0,this.isSlow=!1):this.slowTimer??=window.setTimeout(()=>this.isSlow=this.conversation.unsent.length>0,Bi),this.requestUpdate()}updated(t){super.updated(t),this.isFollowing&&this.keepInSight()}keepInSight(){let t=this.find(".log");if(!t)return;let s=[...t.querySelectorAll(".own")].at(-1)?.offsetTop??0;t.scrollTop=Math.max(s-8,0)}onScroll(t){let s=t.target,n=[...s.querySelectorAll(".own")].at(-1)?.offsetTop??0,r=Math.min(s.scrollHeight-s.clientHeight,Math.max(n-8,0));this.isFollowing=s.scrollTop>=r-Li}focusInside(){let t=matchMedia("(pointer: coarse)").matches?"h2":"textarea";this.find(t)?.focus()}get isPage(){return this.dataset.display==="page"}find(t){return this.renderRoot.querySelector(t)}};var Me=class extends A{static{this.properties={hold:{type:Number},rest:{type:Number},wording:{attribute:!1},phase:{state:!0},left:{state:!0},endsAt:{state:!0},sound:{state:!0}}}static{this.styles=bs}constructor(){super(),this.hold=0,this.rest=0,this.left=0,this.sound=!1}disconnectedCallback(){super.disconnectedCallback(),window.clearInterval(this.ticking)}render(){let{wording:e,phase:t}=this,s=t==="hold"||t==="rest";return d`
      <div class="timer" role="group" aria-label=${e.timer}>
        <span class="count" role="timer">${Rs(s?this.left:this.first*1e3)}</span>
        <span class="phase" role="status">${t?e[t]:l}</span>
        <button type="button" @click=${this.press}>
          ${t?t==="done"?e.timerAgain:this.endsAt===void 0?e.timerGoOn:e.timerPause:e.timerStart}
        </button>
        <button
          type="button"
          class="quiet"
          aria-pressed=${this.sound}
          @click=${()=>this.sound=!this.sound}
        >
          ${this.sound?e.soundOn:e.soundOff}
        </button>
      </div>
    `}get first(){return this.hold||this.rest}press(){this.phase===void 0||this.phase==="done"?this.begin(this.hold?"hold":"rest"):this.endsAt===void 0?this.run():(this.left=Math.max(0,this.endsAt-Date.now()),this.endsAt=void 0,window.clearInterval(this.ticking))}begin(e){this.phase=e,this.left=(e==="hold"?this.hold:this.rest)*1e3,this.run()}run(){this.endsAt=Date.now()+this.left,window.clearInterval(this.ticking),this.ticking=window.setInterval(()=>this.tick(),200)}tick(){this.endsAt!==void 0&&(this.left=Math.max(0,this.endsAt-Date.now()),!(this.left>0)&&(window.clearInterval(this.ticking),this.sound&&Mi(),this.phase==="hold"&&this.rest?this.begin("rest"):(this.phase="done",this.endsAt=void 0)))}};function Rs(i){let e=Math.ceil(i/1e3);return`${Math.floor(e/60)}:${String(e%60).padStart(2,"0")}`}function Mi(){let i=new AudioContext,e=i.createOscillator(),t=i.createGain();t.gain.value=.2,e.frequency.value=660,e.connect(t).connect(i.destination),e.start(),e.stop(i.currentTime+.25),e.onended=()=>void i.close()}var J=document.currentScript;function Ns(i,e){customElements.get(i)||customElements.define(i,e)}function Ps(i){let e=document.createElement("backwise-chat");Object.assign(e.dataset,i),document.body.append(e)}ue.server=J?new URL(J.src).origin:location.origin;Ns("backwise-timer",Me);Ns("backwise-chat",ue);J&&J.dataset.manual!=="true"&&(document.body?Ps(J.dataset):document.addEventListener("DOMContentLoaded",()=>Ps(J.dataset)));})();
