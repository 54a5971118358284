namespace Arch.Core;

/// <summary>Called with every entity of a query.</summary>
public delegate void ForEach(Entity entity);

/// <summary>Called with the components of every entity of a query.</summary>
public delegate void ForEach<T0>(ref T0 t0Component);

/// <summary>Called with the components of every entity of a query.</summary>
public delegate void ForEach<T0, T1>(ref T0 t0Component, ref T1 t1Component);

/// <summary>Called with the components of every entity of a query.</summary>
public delegate void ForEach<T0, T1, T2>(ref T0 t0Component, ref T1 t1Component, ref T2 t2Component);

/// <summary>Called with the components of every entity of a query.</summary>
public delegate void ForEach<T0, T1, T2, T3>(ref T0 t0Component, ref T1 t1Component, ref T2 t2Component, ref T3 t3Component);
