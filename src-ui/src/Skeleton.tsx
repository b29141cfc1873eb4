/** The window's outline while engine, fonts and project are loading. */
export function Skeleton() {
  return (
    <div className="studio skeleton" aria-busy="true">
      <div className="toolbar" />
      <div className="panel panel--left">
        {[60, 84, 72, 40, 90, 66].map((width) => (
          <div key={width} className="skeleton__bar" style={{ width: `${width}%` }} />
        ))}
      </div>
      <div className="canvas">
        <p className="skeleton__status" role="status">
          Opening the studio…
        </p>
      </div>
      <div className="panel panel--right">
        {[46, 100, 100, 58, 100].map((width, index) => (
          <div key={index} className="skeleton__bar" style={{ width: `${width}%` }} />
        ))}
      </div>
      <div className="statusbar" />
    </div>
  );
}
