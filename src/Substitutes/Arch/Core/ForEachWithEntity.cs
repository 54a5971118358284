namespace Arch.Core;

/// <summary>Called with every entity of a query and its components.</summary>
public delegate void ForEachWithEntity<T0>(Entity entity, ref T0 t0Component);

/// <summary>Called with every entity of a query and its components.</summary>
public delegate void ForEachWithEntity<T0, T1>(Entity entity, ref T0 t0Component, ref T1 t1Component);

/// <summary>Called with every entity of a query and its components.</summary>
public delegate void ForEachWithEntity<T0, T1, T2>(Entity entity, ref T0 t0Component, ref T1 t1Component, ref T2 t2Component);

/// <summary>Called with every entity of a query and its components.</summary>
public delegate void ForEachWithEntity<T0, T1, T2, T3>(Entity entity, ref T0 t0Component, ref T1 t1Component, ref T2 t2Component, ref T3 t3Component);
